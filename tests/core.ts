/** A core on a fresh database, for tests that touch data. */
import type { Actor } from '../src/lib/domain/access/actor';
import { take, type Answer } from '../src/lib/ingest/door.server';
import type { Permission } from '../src/lib/ingest/validate.server';
import type { Context } from '../src/lib/ledger/record';
import { openCore, type Core } from '../src/lib/server/core.server';
import { freshDatabase } from './postgres';

export const REGION = '140603';
export const SECRET = 'a secret of the tests, long enough to be one';

export async function freshCore(): Promise<Core & { url: string }> {
	const url = await freshDatabase();
	return Object.assign(await openCore(url, REGION, SECRET), { url });
}

/** The provincial centre: reads the whole district. */
export const READER: Actor = { kind: 'reader', name: 'test', key: '' };

/** Any source, any department. */
export const ANY = { source: 'test', department: null };

export const context = (now: Date, actor = 'source:test') => ({
	region: REGION,
	actor,
	source: 'http',
	now
});

/** Through the door, as one request. */
export function send(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	rows: object[]
): Promise<Answer> {
	return take({ core, ctx: { ...ctx, now: () => ctx.now }, permission, dataset }, asRaw(rows));
}

async function* asRaw(rows: object[]) {
	for (const row of rows) yield { row, raw: '', errors: null };
}
