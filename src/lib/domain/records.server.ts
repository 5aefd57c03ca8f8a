/** Reading records for people: a page of those behind a figure, and one with its ledger history. */
import type { Sql } from '../server/database.server';
import { NotFound } from '../ledger/errors';
import type { Version } from '../ledger/record';
import { historyOf, versionsAsOf } from '../ledger/versions.server';
import type { DrillFact } from '../metrics/drill.server';
import { describe, openFields } from './describe.server';
import { typeOf } from './types.server';

export interface RecordRow {
	key: string;
	record: string;
	/** ISO; null where it has no time axis. */
	t: string | null;
	department: string;
	township: string | null;
	title: string;
	fields: Record<string, unknown>;
}

/** The record versions of these facts as of entry `n`, in the order of the facts. */
export async function rowsOf(
	sql: Sql,
	region: string,
	facts: DrillFact[],
	n: number
): Promise<RecordRow[]> {
	const versions = await versionsOf(sql, region, facts, n);
	const titles = await titlesOf(sql, region, [...versions.values()], n);
	return facts.map(({ record, key, department, township, t }) => {
		const version = versions.get(key);
		return {
			key,
			record,
			t: t?.toISOString() ?? null,
			department,
			township,
			title: titles.get(key) ?? '',
			fields: version ? openFields(version) : {}
		};
	});
}

/** What each is called; a duty and an alarm are named by what they are about as well. */
async function titlesOf(
	sql: Sql,
	region: string,
	versions: Version[],
	n: number
): Promise<Map<string, string>> {
	const abouts = versions.map(aboutOf).filter((key) => key !== null);
	const wanted = abouts.map((key) => ({ record: typeNameOf(key), key }));
	const found = await versionsOf(sql, region, wanted, n);
	return new Map(
		versions.map((version) => {
			const about = found.get(aboutOf(version) ?? '');
			const rows = about ? [version, about] : [version];
			const titles = rows.map((row) => describe(typeNameOf(row.key)).title({ ...row }));
			// An alarm is first of all its point's, a duty first of all something to be done.
			if (typeNameOf(version.key) === 'alarm') titles.reverse();
			return [version.key, titles.filter(Boolean).join(' · ')];
		})
	);
}

/** Key of the record that a duty (`subjectKey`) or an alarm (`point`) is about. */
function aboutOf(version: Version): string | null {
	const { subjectKey, point } = version as Version & { subjectKey?: string; point?: string };
	return subjectKey ?? point ?? null;
}

const typeNameOf = (key: string): string => key.split('/')[0]!;

async function versionsOf(
	sql: Sql,
	region: string,
	wanted: { record: string; key: string }[],
	n: number
): Promise<Map<string, Version>> {
	const keys = new Map<string, string[]>();
	for (const { record, key } of wanted) keys.set(record, [...(keys.get(record) ?? []), key]);
	const found = await Promise.all(
		[...keys].map(([record, list]) => {
			const type = typeOf(record);
			return type ? versionsAsOf(sql, type, region, list, n) : new Map<string, Version>();
		})
	);
	return new Map(found.flatMap((map) => [...map]));
}

export interface EntryRow {
	seq: number;
	at: string;
	kind: string;
	department: string;
	actor: string;
	source: string;
	digest: string;
	hash: string;
}

export interface RecordHistory {
	key: string;
	type: string;
	label: string;
	title: string;
	/** Field → its Chinese name. */
	labels: Record<string, string>;
	/** Oldest first. Sealed fields are as stored: who shows them decides whether to open them. */
	versions: { entry: EntryRow; row: Version }[];
	/** What its present version counts for. */
	facts: { t: string | null; marks: string[] }[];
	/** The duties of this record, where it has any. */
	obligations: Version[];
}

/** Is there such a record at all, in whoever's sight? */
export async function isRecord(sql: Sql, region: string, key: string): Promise<boolean> {
	const [entry] = await sql`
		select 1 from ledger_entry where region = ${region} and key = ${key} limit 1`;
	return entry !== undefined;
}

/** The department that answers for it now. */
export async function presentDepartment(
	sql: Sql,
	region: string,
	key: string
): Promise<string | null> {
	const [entry] = await sql<{ department: string }[]>`
		select department from ledger_entry where region = ${region} and key = ${key}
		order by seq desc limit 1`;
	return entry?.department ?? null;
}

/** @throws NotFound where there is no such record, or none in sight. */
export async function readRecord(sql: Sql, region: string, key: string): Promise<RecordHistory> {
	const type = typeOf(key.split('/')[0]!);
	if (!type) throw new NotFound(`没有记录 ${key}`);
	const [rows, entries, facts, obligations] = await Promise.all([
		historyOf(sql, type, region, key),
		sql<(Omit<EntryRow, 'seq'> & { seq: string })[]>`
			select seq, at, kind, department, actor, source, digest, hash from ledger_entry
			where region = ${region} and key = ${key} order by seq`,
		sql<{ t: string | null; marks: string[] }[]>`
			select t, marks from fact where region = ${region} and key = ${key} and until is null order by n`,
		sql<{ key: string }[]>`
			select key from obligation where region = ${region} and subject_key = ${key} order by due_at`
	]);
	const present = rows.at(-1);
	if (!present) throw new NotFound(`没有记录 ${key}`);
	const bySeq = new Map(entries.map((entry) => [Number(entry.seq), entry]));
	const head = Number.MAX_SAFE_INTEGER;
	const [duties, titles] = await Promise.all([
		versionsOf(
			sql,
			region,
			obligations.map((o) => ({ record: 'obligation', key: o.key })),
			head
		),
		titlesOf(sql, region, [present], head)
	]);
	return {
		key,
		type: type.name,
		label: describe(type.name).label,
		title: titles.get(present.key) ?? '',
		labels: describe(type.name).fields,
		versions: rows.flatMap((row) => {
			const entry = bySeq.get(row.seq);
			if (!entry) return [];
			return [{ row, entry: { ...entry, seq: row.seq, at: new Date(entry.at).toISOString() } }];
		}),
		facts: facts.map(({ t, marks }) => ({ t: t && new Date(t).toISOString(), marks })),
		obligations: obligations.flatMap(({ key: k }) => duties.get(k) ?? [])
	};
}
