/** What a door refuses is kept as it came, and is an anomaly that its department answers for (第14条). */
import { recordAnomalies, type Found } from '../domain/anomalies/writes.server';
import type { Context } from '../ledger/record';
import type { Core } from '../server/core.server';
import { row as common } from '../standards/fields';
import { datasetOf } from './datasets.server';
import { viaOf } from './keep.server';
import { TURN } from './records.server';
import { keepRejected, withoutValues, type Refused } from './rejections.server';
import type { Permission } from './validate.server';

/** 区行政审批服务管理局 leads (第5条): it answers for what cannot be laid at anybody's door. */
const LEAD = 'shenpi';

/** @returns the last entry caused */
export async function keepRefused(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	batch: string,
	refused: Refused[]
): Promise<number | null> {
	const { source } = permission;
	let seq: number | null = null;
	for (let start = 0; start < refused.length; start += TURN) {
		const some = refused.slice(start, start + TURN);
		// First what came: an anomaly without it could not be looked into.
		await keepRejected(core, { batch, at: ctx.now, source, dataset }, some);
		const found = some.map((one) => toFound(core, ctx, permission, dataset, batch, one));
		seq = (await recordAnomalies(core, ctx, source, found)) ?? seq;
	}
	return seq;
}

function toFound(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	batch: string,
	{ index, errors, row }: Refused
): Found {
	const given = (row ?? {}) as Record<string, unknown>;
	const named = dataset === 'readings' ? pointOf(given.point) : given.id;
	const id = common.id.safeParse(named);
	const type = datasetOf(dataset)?.type ?? null;
	return {
		kind: 'rejected',
		dataset,
		origin: permission.source,
		// Rows that nobody can name stand for their batch together.
		originId: id.success ? id.data : `~${batch}`,
		batch,
		batchIndex: index,
		errors: withoutValues(errors),
		department: answerable(core, permission, given.department),
		township: townshipOf(core, given.township),
		via: viaOf(ctx),
		firstOf: type && (id.success ? type : 'unknown')
	};
}

const pointOf = (point: unknown) =>
	typeof point === 'string' ? point.replace(/^point\//, '').replaceAll('/', '.') : point;

/** Whom the row names, where its key may speak for it; else whose key it is. */
function answerable(core: Core, { department }: Permission, named: unknown): string {
	if (department !== null) return department;
	return typeof named === 'string' && core.reference.department(named) ? named : LEAD;
}

const townshipOf = (core: Core, township: unknown): string | null =>
	typeof township === 'string' && core.reference.township(township) ? township : null;
