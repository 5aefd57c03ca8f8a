/**
 * What the ledger knows of a record, whatever its type.
 * One version of a record is one row; one row is one ledger entry.
 */

/** Columns that every version of every record carries. `seq` is added by the ledger. */
export interface Base {
	/** GB/T 2260 code, 6 digits: the tenant. */
	region: string;
	/** `<type>/<source>/<id>`: unique in the region, also the record's path on the desk. */
	key: string;
	/** Name of the source system's key; `system` for what the cockpit writes itself. */
	source: string;
	/** Identity within the source. */
	id: string;
	/** The source's own version number, 1 or more. */
	version: number;
	/** The department that answers for it. */
	department: string;
	/** 9-digit code, or null: 未定位. */
	township: string | null;
	/** A withdrawn version stays readable and counts for nothing. */
	withdrawn: boolean;
	/** Keyed hash of the row as it came: tells a resend from a conflict. Null for system records. */
	rowHash: string | null;
	/** When its first version was accepted at a door; null for what the cockpit writes itself. */
	receivedAt?: Date | null;
	via?: Channel | null;
	/** It had been refused before: its first receipt is counted by that anomaly. */
	flawed?: true | null;
}

/** 服务接口, 批量交换, 在线录入 (第17条) */
export type Channel = 'interface' | 'batch' | 'entry';

export type Version<Row extends Base = Base> = Row & { seq: number };

/** What one version counts for: `t` is its time axis, null where it has none. */
export interface Fact {
	t: Date | null;
	marks: string[];
}

/** `verb` of an entry, in the past tense: `inspection.recorded`. */
export type Verb = 'recorded' | 'corrected' | 'withdrawn' | (string & {});

/** Who caused a change, and when it was received. The clock is always passed in. */
export interface Context {
	region: string;
	/** Person, source system or job: `source:energy-bureau`, `user:<id>`, `job:clock`. */
	actor: string;
	/** Channel of arrival, `http`, `desk`, `demo`, `job`. */
	source: string;
	now: Date;
}

export function recordKey(type: string, source: string, id: string): string {
	return `${type}/${source}/${id}`;
}
