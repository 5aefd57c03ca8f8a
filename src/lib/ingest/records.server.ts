/** Rows of any dataset into the ledger: one turn, one transaction. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { digestOf } from '../ledger/chain.server';
import { change, type Change, type Head } from '../ledger/change.server';
import type { Base, Context } from '../ledger/record';
import { presentOf } from '../ledger/versions.server';
import { follow, type Dutiful } from '../domain/obligations/writes.server';
import { alarmsLeft } from '../domain/monitoring/changes.server';
import type { PointRecord } from '../domain/monitoring/model';
import { types } from '../domain/types.server';
import { townshipsOf } from '../domain/subjects/reads.server';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import type { RecordType } from '../ledger/type.server';
import { datasetOf } from './datasets.server';
import type { Dataset, Parsed } from './dataset';
import {
	checkRow,
	parseRow,
	sealingSubject,
	toRecord,
	type Permission,
	type Valid
} from './validate.server';

/** Bulk writers write at most so many records a turn: a person's command waits for one turn, not for all. */
export const TURN = 1_000;

export interface Incoming {
	dataset: string;
	row: unknown;
	/** When it was received, where the caller may pass a clock: the demo's history. */
	at?: Date;
}

/** What became of each row, in the order of the rows. */
export type RowOutcome = 'accepted' | 'corrected' | 'duplicate' | { errors: FieldError[] };

export interface TurnResult {
	outcomes: RowOutcome[];
	/** Last entry caused; null if none. */
	seq: number | null;
}

/** Rows checked and sealed, before the head is held. */
export interface Turn {
	ctx: Context;
	outcomes: RowOutcome[];
	valid: Indexed[];
}

type Indexed = Valid & { index: number; digest: string };

/** So many rows are prepared at a stretch: the wall and the turn being written come in between. */
const STRETCH = 100;

/**
 * Writes one turn of at most 1,000 rows; an id may appear in it only once (`collapse` sees to that).
 * Rows of several datasets may be mixed. Bad rows are told, good rows kept.
 */
export async function ingestRows(
	core: Core,
	ctx: Context,
	permission: Permission,
	rows: Incoming[]
): Promise<TurnResult> {
	return writeTurn(core, permission, await prepareTurn(core, ctx, permission, rows));
}

export async function writeTurn(
	core: Core,
	permission: Permission,
	{ ctx, outcomes, valid }: Turn
): Promise<TurnResult> {
	if (valid.length === 0) return { outcomes, seq: null };
	const { seq } = await change(
		core.database.sql,
		core.wake,
		ctx,
		(tx, head) => decide(core, ctx, permission, valid, outcomes, tx, head),
		{ bulk: true }
	);
	return { outcomes, seq };
}

export async function prepareTurn(
	core: Core,
	ctx: Context,
	permission: Permission,
	rows: Incoming[]
): Promise<Turn> {
	const outcomes = new Array<RowOutcome>(rows.length);
	const good: {
		index: number;
		dataset: Dataset;
		parsed: Parsed;
		bare: boolean;
		at?: Date | undefined;
	}[] = [];
	for (const [index, { dataset: name, row, at }] of rows.entries()) {
		if (index % STRETCH === STRETCH - 1) await othersFirst();
		const dataset = datasetOf(name);
		if (!dataset) throw new Error(`no dataset ${name}`);
		const parsed = parseRow(dataset, row);
		const errors =
			'errors' in parsed
				? parsed.errors
				: checkRow(core, permission, dataset, parsed.row, at ?? ctx.now);
		if ('errors' in parsed || errors.length > 0) outcomes[index] = { errors };
		else good.push({ index, dataset, parsed: parsed.row, bare: parsed.bare, at });
	}
	const codeOf = ({ dataset, parsed }: (typeof good)[number]) =>
		parsed.township === undefined && dataset.subjectCode
			? (parsed[dataset.subjectCode] as string | undefined)
			: undefined;
	const [townships] = await Promise.all([
		townshipsOf(
			core.database.sql,
			core.region,
			good.map(codeOf).filter((code) => code !== undefined)
		),
		core.privacy.prepare(
			good.flatMap(({ dataset, parsed }) => sealingSubject(core, permission, dataset, parsed))
		)
	]);
	const valid: Indexed[] = [];
	for (const item of good) {
		if (valid.length % STRETCH === STRETCH - 1) await othersFirst();
		const { index, dataset, parsed, bare, at } = item;
		const township = parsed.township ?? townships.get(codeOf(item) ?? '') ?? null;
		const row = toRecord(core, permission, dataset, parsed, township);
		valid.push({ index, dataset, bare, at, row, digest: digestOf(row) });
	}
	return { ctx, outcomes, valid };
}

/** With the head held: against the present rows, what is new, resent, corrected or in conflict? */
async function decide(
	core: Core,
	ctx: Context,
	permission: Permission,
	valid: Indexed[],
	outcomes: RowOutcome[],
	tx: Parameters<Parameters<typeof change>[3]>[0],
	head: Head
): Promise<Change[]> {
	const present = await readPresent(tx, ctx.region, valid);
	const changes: { change: Change; dataset: Dataset; receivedAt: Date }[] = [];
	let clock = head.at.getTime();
	for (const item of valid) {
		const before = present.get(item.row.key);
		const { outcome, row } = judge(item, before, permission);
		outcomes[item.index] = outcome;
		if (!row) continue;
		clock = Math.max(clock, (item.at ?? ctx.now).getTime());
		const receivedAt = new Date(clock);
		const verb = row.withdrawn ? 'withdrawn' : before ? 'corrected' : 'recorded';
		const written = item.dataset.carry?.(row, before, receivedAt) ?? row;
		changes.push({
			dataset: item.dataset,
			receivedAt,
			change: {
				type: item.dataset.type,
				row: written,
				verb,
				replaces: before !== undefined,
				...(item.at && { at: item.at }),
				...(written === item.row && { digest: item.digest })
			}
		});
	}
	const dutiful: Dutiful[] = changes.flatMap(({ change, dataset, receivedAt }) =>
		dataset.duties
			? [{ change, receivedAt, duties: dataset.duties(change.row, core.deadlines) }]
			: []
	);
	const obligations = await follow(tx, ctx.region, dutiful);
	const left = changes.flatMap(({ change, receivedAt }) =>
		isWatched(change) ? [] : [{ key: change.row.key, at: receivedAt }]
	);
	return [
		...changes.flatMap(({ change }) => [change, ...(obligations.get(change.row.key) ?? [])]),
		...(await alarmsLeft(tx, ctx.region, left))
	];
}

/** Points under repair, stopped or withdrawn send nothing that is judged; other records have no alarms. */
const isWatched = ({ type, row }: Change): boolean =>
	type !== types.point || (!row.withdrawn && (row as PointRecord).state === 'enabled');

async function readPresent(
	tx: Parameters<Parameters<typeof change>[3]>[0],
	region: string,
	valid: Indexed[]
): Promise<Map<string, Base>> {
	const keys = new Map<RecordType, string[]>();
	for (const { dataset, row } of valid) {
		const list = keys.get(dataset.type);
		if (list) list.push(row.key);
		else keys.set(dataset.type, [row.key]);
	}
	const found = await Promise.all(
		[...keys].map(([type, list]) => presentOf<Base>(tx, type, region, list))
	);
	return new Map(found.flatMap((map) => [...map]));
}

function judge(
	{ row, bare }: Indexed,
	before: Base | undefined,
	permission: Permission
): { outcome: RowOutcome; row?: Base } {
	const refuse = (field: string, code: string, message: string) => ({
		outcome: { errors: [{ field, code, message }] }
	});
	if (!before) {
		if (bare) return refuse('id', 'not_found', '没有可撤回的记录，请核对 id');
		return { outcome: 'accepted', row };
	}
	if (permission.department !== null && permission.department !== before.department) {
		return refuse('department', 'forbidden', `此记录属于 ${before.department}，此密钥无权更正`);
	}
	if (row.version < before.version) return { outcome: 'duplicate' };
	if (row.version === before.version) {
		if (row.rowHash === before.rowHash) return { outcome: 'duplicate' };
		return refuse(
			'version',
			'version_conflict',
			'同一版本号已有不同内容；如系更正，请递增 version'
		);
	}
	if (!bare) return { outcome: 'corrected', row };
	const withdrawn = { ...before, version: row.version, withdrawn: true, rowHash: row.rowHash };
	delete (withdrawn as { seq?: number }).seq;
	return { outcome: 'corrected', row: withdrawn };
}
