/** 报送不一致, found later: an act that names an inspection, or an item, that nobody has reported. */
import { datasetOf } from '../../ingest/datasets.server';
import { readEntries } from '../../ledger/entries.server';
import type { Entry } from '../../ledger/chain.server';
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { Sql } from '../../server/database.server';
import type { FieldError } from '../../standards/fields';
import { ACTS } from './model';
import { recordAnomalies, type Found } from './writes.server';

/** In one run so many entries of the ledger are looked at, each once; after a start all of them anew. */
const STEP = 5_000;

export interface Cursor {
	seq: number;
	/** Until then the next entry is none of ours yet; null: look. */
	restUntil: Date | null;
}

interface Act {
	entry: Entry;
	dataset: string;
}

/**
 * What an act names may come after it, within the time in which it has to be reported itself: that of A-16 for other
 * acts. There is no parameter of its own for this. Then whatever is still unknown is a contradiction; raised once for
 * a version of an act, whatever becomes of it.
 */
export async function findInconsistent(core: Core, ctx: Context, cursor: Cursor): Promise<void> {
	if (cursor.restUntil && ctx.now < cursor.restUntil) return;
	const entries = await readEntries(core.database.sql, core.region, cursor.seq, STEP);
	const dueAt = ({ at }: Entry) => core.deadlines.dueAt('act.report', 'other', new Date(at));
	const next = entries.findIndex((entry) => dueAt(entry) > ctx.now);
	const due = next === -1 ? entries : entries.slice(0, next);
	const suspects = await suspectsOf(core.database.sql, core.region, due.flatMap(toAct));
	for (const origin of new Set(suspects.map(({ found }) => found.origin))) {
		const own = suspects.filter(({ found }) => found.origin === origin);
		await recordAnomalies(core, ctx, origin, async (tx) => {
			const acts = own.map(({ act }) => act);
			return (await suspectsOf(tx, core.region, acts)).map(({ found }) => found);
		});
	}
	cursor.seq = due.at(-1)?.seq ?? cursor.seq;
	cursor.restUntil = next === -1 ? null : dueAt(entries[next]!);
}

const KINDS = new Map(
	ACTS.flatMap((dataset) =>
		['recorded', 'corrected', 'withdrawn'].map((verb) => [
			`${datasetOf(dataset)!.type.name}.${verb}`,
			dataset
		])
	)
);

const toAct = (entry: Entry): Act[] => {
	const dataset = KINDS.get(entry.kind);
	return dataset ? [{ entry, dataset }] : [];
};

interface Named {
	key: string;
	id: string;
	source: string;
	department: string;
	township: string | null;
	/** Null where it names none, and of an inspection: it is one. */
	inspection: string | null;
	item: string;
}

/** Those of the acts that are contradictory as they stand now. A later version of an act has a turn of its own. */
async function suspectsOf(
	sql: Sql,
	region: string,
	acts: Act[]
): Promise<{ act: Act; found: Found }[]> {
	if (acts.length === 0) return [];
	const latest = await latestOf(sql, region, acts);
	const rows = await Promise.all(
		ACTS.map((dataset) => {
			const keys = acts.filter((act) => act.dataset === dataset && isLatest(act));
			return readNamed(sql, region, dataset, keys.map(({ entry }) => entry.key)); // prettier-ignore
		})
	);
	const named = new Map(rows.flat().map((row) => [row.key, row]));
	const errors = await errorsOf(sql, region, [...named.values()]);
	const found = acts.flatMap((act) => {
		const row = named.get(act.entry.key);
		const wrong = errors.get(act.entry.key);
		return row && wrong && isLatest(act) ? [{ act, found: toFound(act, row, wrong) }] : [];
	});
	return withoutRaised(sql, region, found);

	function isLatest({ entry }: Act): boolean {
		return latest.get(entry.key) === entry.seq;
	}
}

async function latestOf(sql: Sql, region: string, acts: Act[]): Promise<Map<string, number>> {
	const rows = await sql<{ key: string; seq: string }[]>`
		select key, max(seq) as seq from ledger_entry
		where region = ${region} and key = any(${acts.map(({ entry }) => entry.key)})
			and kind = any(${[...KINDS.keys()]}) group by key`;
	return new Map(rows.map(({ key, seq }) => [key, Number(seq)]));
}

async function readNamed(
	sql: Sql,
	region: string,
	dataset: string,
	keys: string[]
): Promise<Named[]> {
	if (keys.length === 0) return [];
	return sql<Named[]>`
		select key, id, source, department, township, supervise_item_implement_code as item,
			${dataset === 'inspections' ? sql`null` : sql`check_action_code`} as inspection
		from ${sql(datasetOf(dataset)!.type.name)}
		where region = ${region} and key = any(${keys}) and not withdrawn`;
}

async function errorsOf(
	sql: Sql,
	region: string,
	rows: Named[]
): Promise<Map<string, FieldError[]>> {
	const codes = rows.flatMap(({ inspection }) => inspection ?? []);
	const [inspections, items] = await Promise.all([
		codes.length === 0
			? []
			: sql<{ department: string; code: string }[]>`
				select distinct department, check_action_code as code from inspection
				where region = ${region} and check_action_code = any(${codes}) and not withdrawn`,
		sql<{ code: string }[]>`
			select distinct item_code as code from item
			where region = ${region} and item_code = any(${rows.map(({ item }) => item)}) and not withdrawn`
	]);
	const known = new Set(inspections.map(({ department, code }) => `${department} ${code}`));
	const listed = new Set(items.map(({ code }) => code));
	// Before the list of items has come, nothing can be said of any.
	const [list] = await sql`select 1 from item where region = ${region} and not withdrawn limit 1`;
	return new Map(
		rows.flatMap(({ key, department, inspection, item }) => {
			const errors: FieldError[] = [];
			if (inspection !== null && !known.has(`${department} ${inspection}`)) {
				errors.push({
					field: 'checkActionCode',
					code: 'unknown_inspection',
					message: `本部门没有报送编号为 ${inspection} 的行政检查`
				});
			}
			if (list && !listed.has(item)) {
				errors.push({
					field: 'superviseItemImplementCode',
					code: 'unknown_item',
					message: `监管事项目录清单中没有编码 ${item}`
				});
			}
			return errors.length > 0 ? [[key, errors] as const] : [];
		})
	);
}

const toFound = (
	{ dataset }: Act,
	{ id, source, department, township }: Named,
	errors: FieldError[]
): Found => ({
	...{ kind: 'inconsistent', dataset, origin: source, originId: id, department, township },
	...{ batch: null, batchIndex: null, errors, via: null, firstOf: null }
});

/** Also where it was dismissed: somebody has looked into this version. */
async function withoutRaised<S extends { act: Act; found: Found }>(
	sql: Sql,
	region: string,
	suspects: S[]
): Promise<S[]> {
	if (suspects.length === 0) return [];
	const raised = await sql<{ origin: string; dataset: string; id: string; at: string }[]>`
		select origin, dataset, origin_id as id, found_at as at from anomaly
		where region = ${region} and kind = 'inconsistent'
			and origin = any(${[...new Set(suspects.map(({ found }) => found.origin))]})
			and origin_id = any(${suspects.map(({ found }) => found.originId)})`;
	return suspects.filter(
		({ act, found }) =>
			!raised.some(
				(one) =>
					one.origin === found.origin &&
					one.dataset === found.dataset &&
					one.id === found.originId &&
					new Date(one.at) >= new Date(act.entry.at)
			)
	);
}
