/** 主体关联 (第18条): legal persons in acts that are not among the 监管对象, and who may be meant. */
import { Invalid } from '../../ledger/errors';
import type { Sql } from '../../server/database.server';
import { isSealed } from '../../server/privacy.server';
import { candidatesOf, type Candidate } from './candidates';

const PAGE = 20;
/** Subjects compared at most. */
const MOST = 5_000;
const ACTS = ['inspection', 'penalty', 'coercion', 'other_act'];

export interface Unmatched {
	code: string;
	name: string | null;
	acts: number;
	departments: string[];
	/** Keys of a few of them. */
	keys: string[];
	candidates: Candidate[];
}

/** Codes in acts that no subject has. */
export async function countUnmatched(sql: Sql, region: string): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select count(distinct code)::int as n from (${waiting(sql, region)}) as waiting`;
	return row!.n;
}

/** Those with most acts first; `next` continues. */
export async function readUnmatched(
	sql: Sql,
	region: string,
	after: string | null
): Promise<{ rows: Unmatched[]; total: number; next: string | null }> {
	const place = after === null ? null : readCursor(after);
	const raw = await sql<(Omit<Unmatched, 'candidates'> & { total: number })[]>`
		with waiting as (${waiting(sql, region)}),
		codes as (
			select code, min(name) as name, count(*)::int as acts,
				array_agg(distinct department) as departments, (array_agg(key order by key))[1:5] as keys
			from waiting group by code)
		select *, (select count(*)::int from codes) as total from codes
		where ${place ? sql`acts < ${place.acts} or (acts = ${place.acts} and code > ${place.code})` : sql`true`}
		order by acts desc, code limit ${PAGE + 1}`;
	const page = raw.slice(0, PAGE).map(({ total: _, ...row }) => ({
		...row,
		name: isSealed(row.name) ? null : row.name
	}));
	const subjects = await similar(sql, region, page);
	const last = page.at(-1);
	return {
		rows: page.map((row) => ({ ...row, candidates: candidatesOf(row, subjects) })),
		total: raw[0]?.total ?? 0,
		next: raw.length > PAGE && last ? `${last.acts}.${last.code}` : null
	};
}

function waiting(sql: Sql, region: string) {
	const each = ACTS.map(
		(
			act
		) => sql`select administrative_cp_ui_code as code, administrative_cp as name, key, department
			from ${sql(act)} where region = ${region} and matched = false and not withdrawn`
	);
	return each.reduce((all, one) => sql`${all} union all ${one}`);
}

/** Two slips leave one of three parts of the code as it was; the first eight characters are everybody's. */
async function similar(
	sql: Sql,
	region: string,
	asked: Pick<Unmatched, 'code' | 'name'>[]
): Promise<Omit<Candidate, 'why'>[]> {
	if (asked.length === 0) return [];
	const parts = (from: number, to: number) => asked.map(({ code }) => code.slice(from, to));
	const names = asked.map(({ name }) => name ?? '');
	const rows = await sql<Omit<Candidate, 'why'>[]>`
		select key, credit_code as "creditCode", subject_name as "subjectName" from subject
		where region = ${region} and not withdrawn and (subject_name = any(${names})
			or substr(credit_code, 9, 3) = any(${parts(8, 11)})
			or substr(credit_code, 12, 3) = any(${parts(11, 14)})
			or substr(credit_code, 15, 4) = any(${parts(14, 18)}))
		order by (subject_name = any(${names})) desc, credit_code limit ${MOST}`;
	return rows.map((row) => ({ ...row }));
}

function readCursor(cursor: string): { acts: number; code: string } {
	const match = /^(\d{1,9})\.(.{1,64})$/u.exec(cursor);
	if (!match) throw new Invalid('翻页地址无效，请从第一页重新查看');
	return { acts: Number(match[1]), code: match[2]! };
}
