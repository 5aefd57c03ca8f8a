/** Is a demo district loaded, and how far? */
import { eq } from 'drizzle-orm';
import type { Database } from './database.server';
import { demoState } from './tables.server';

export interface Demo {
	seed: string;
	/** 1 is the whole district. */
	scale: number;
	/** The day that its history leads into. */
	startedOn: Date;
	/** Everything up to this moment is in the ledger. */
	filledUntil: Date;
}

export async function readDemo({ orm }: Database, region: string): Promise<Demo | null> {
	const [row] = await orm.select().from(demoState).where(eq(demoState.region, region));
	return row ?? null;
}

export async function saveDemo({ orm }: Database, region: string, demo: Demo): Promise<void> {
	await orm
		.insert(demoState)
		.values({ region, ...demo })
		.onConflictDoUpdate({ target: demoState.region, set: { filledUntil: demo.filledUntil } });
}
