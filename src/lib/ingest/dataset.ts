/** What a door needs to know of a dataset. */
import type { z } from 'zod';
import type { Deadlines } from '../domain/calendar/rules';
import type { Duty } from '../domain/obligations/model';
import type { Base } from '../ledger/record';
import type { RecordType } from '../ledger/type.server';

/** A row as its schema parsed it. */
export type Parsed = Record<string, unknown> & {
	id: string;
	department: string;
	township?: string | undefined;
	version: number;
	withdrawn?: true | undefined;
};

export interface Dataset {
	/** As in the URL: `inspections`. */
	name: string;
	title: string;
	type: RecordType;
	schema: z.ZodObject;
	/** A valid row of today with this id. */
	example(id: string, now: Date): Record<string, unknown>;
	/** The time that may not lie in the future, and its field. */
	time?: string;
	/** An act of supervision: by which deadline it is to be reported first. */
	act?: 'penalty' | 'other';
	/** Further times of what has happened: no duty is closed ahead of its time. */
	happened?: string[];
	/** Credit code of the subject that it is about: its township, where the row gives none. */
	subjectCode?: string;
	/** Fields to seal, and whose key seals them. */
	sealed?(
		row: Parsed,
		index: (value: string) => string,
		key: string
	): { subject: string; fields: string[] };
	duties?(row: Base, deadlines: Deadlines): Duty[];
	/** What the cockpit itself keeps in the row, from the version before. */
	carry?(row: Base, present: Base | undefined, receivedAt: Date): Base;
}
