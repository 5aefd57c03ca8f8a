/** With the head held: what is new, resent, corrected or in conflict, and what else changes because of it. */
import type postgres from 'postgres';
import type { Change, Head } from '../ledger/change.server';
import type { Base, Context } from '../ledger/record';
import type { RecordType } from '../ledger/type.server';
import { presentOf } from '../ledger/versions.server';
import { learn } from '../domain/acts/match.server';
import { closeCorrected } from '../domain/anomalies/writes.server';
import { alarmsLeft } from '../domain/monitoring/changes.server';
import type { PointRecord } from '../domain/monitoring/model';
import { follow, type Dutiful } from '../domain/obligations/writes.server';
import { types } from '../domain/types.server';
import type { Core } from '../server/core.server';
import type { Dataset } from './dataset';
import { carryReceipt, timeOf } from './keep.server';
import type { Indexed, RowOutcome } from './records.server';
import type { Permission } from './validate.server';

type Tx = postgres.TransactionSql;

export async function decide(
	core: Core,
	ctx: Context,
	permission: Permission,
	valid: Indexed[],
	outcomes: RowOutcome[],
	tx: Tx,
	head: Head
): Promise<Change[]> {
	const present = await readPresent(tx, ctx.region, valid);
	const judged = valid.flatMap((item) => {
		const before = present.get(item.row.key);
		const { outcome, row } = judge(item, before, permission);
		outcomes[item.index] = outcome;
		return row ? [{ item, before, row }] : [];
	});
	const receivedBy = (at: Date | undefined) =>
		new Date(Math.max(head.at.getTime(), (at ?? ctx.now).getTime()));
	const [closed, learnt] = await Promise.all([
		closeCorrected(
			core,
			tx,
			permission.source,
			judged.map(({ item, before, row }) => ({
				dataset: item.dataset.name,
				row,
				time: timeOf(item.dataset, row),
				isNew: before === undefined
			})),
			receivedBy(judged.at(-1)?.item.at)
		),
		learn(tx, ctx.region, judged)
	]);
	const changes: { change: Change; dataset: Dataset; receivedAt: Date }[] = [];
	let clock = head.at.getTime();
	for (const { item, before, row } of judged) {
		clock = Math.max(clock, (item.at ?? ctx.now).getTime());
		const receivedAt = new Date(clock);
		const verb = row.withdrawn ? 'withdrawn' : before ? 'corrected' : 'recorded';
		const carried = carryReceipt(row, before, closed.flawed.has(row.key));
		const written = item.dataset.carry?.(carried, before, receivedAt) ?? carried;
		changes.push({
			dataset: item.dataset,
			receivedAt,
			change: {
				type: item.dataset.type,
				row: written,
				verb,
				replaces: before !== undefined,
				...(item.at && { at: item.at }),
				...(written === item.row && !learnt.changed.has(row) && { digest: item.digest })
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
		...(await alarmsLeft(tx, ctx.region, left)),
		...closed.changes,
		...learnt.acts
	];
}

/** Points under repair, stopped or withdrawn send nothing that is judged; other records have no alarms. */
const isWatched = ({ type, row }: Change): boolean =>
	type !== types.point || (!row.withdrawn && (row as PointRecord).state === 'enabled');

async function readPresent(tx: Tx, region: string, valid: Indexed[]): Promise<Map<string, Base>> {
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

export function judge(
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
