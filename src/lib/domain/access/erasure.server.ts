/** A person or subject erased: the data key goes, what it sealed stays sealed for good, and the ledger stays whole. */
import { getTableColumns } from 'drizzle-orm';
import { Forbidden, NotFound } from '../../ledger/errors';
import type { RecordType } from '../../ledger/type.server';
import { typeOf, types } from '../types.server';
import { tell, type Doing as By } from './doing.server';

type Doing = By<'database' | 'fold' | 'privacy' | 'region'>;
type Known = Doing['core'];

export interface Erasable {
	/** Those that have a data key. */
	subjects: string[];
	/** Records with a field sealed under one of them, whatever the version. */
	records: number;
	/** Rows refused at the door that were kept under one of them. */
	refused: number;
	/** Was a key of it erased before? */
	erased: boolean;
}

/** Whoever looks somebody up is written down, and never the number. @throws Forbidden */
export async function previewErasure(doing: Doing, text: string): Promise<Erasable> {
	requireAdmin(doing);
	const named = await subjectsOf(doing.core, text);
	const subjects = await withKey(doing.core, named);
	// Without a key to name, a person is still known by his keyed hash; what else was typed may be a number.
	const known = subjects.length > 0 ? subjects : named.filter((name) => name.startsWith('person/'));
	await tell(doing, 'erasure_sought', known.join('、') || null);
	return survey(doing.core, named, subjects);
}

/** Written into the audit first; cannot be undone. @returns the records concerned. @throws NotFound, Forbidden */
export async function erase(doing: Doing, text: string, purpose: string): Promise<number> {
	requireAdmin(doing);
	const { core } = doing;
	const named = await subjectsOf(core, text);
	const subjects = await withKey(core, named);
	if (subjects.length === 0) throw new NotFound('没有可以删除的个人信息密钥，请核对后重新查询');
	const { records, refused } = await survey(core, named, subjects);
	const detail = `涉及记录 ${records} 条，未通过校验的报送 ${refused} 条`;
	for (const subject of subjects) {
		await tell(doing, 'erased', subject, { detail, purpose });
		await core.privacy.erase(subject);
	}
	return records;
}

async function survey(core: Known, named: string[], subjects: string[]): Promise<Erasable> {
	const [records, refused] = await Promise.all([
		countSealed(core, named),
		countRefused(core, named)
	]);
	return { subjects, records, refused, erased: records + refused > 0 && subjects.length === 0 };
}

/**
 * What a number or a record's key may have sealed: a credit code, a person's number (known by its keyed hash alone),
 * the record itself, or whoever the record is about.
 */
export async function subjectsOf(core: Known, text: string): Promise<string[]> {
	const given = text.trim();
	if (!given.includes('/')) {
		return [...new Set([given, given.toUpperCase(), given.toLowerCase()])].flatMap((code) => [
			`subject/${code}`,
			`person/${core.privacy.index(code)}`
		]);
	}
	const type = typeOf(given.split('/')[0]!);
	if (!type) return [];
	const found = new Set([given.replaceAll('|', '_')]);
	for (const table of [type.name, `${type.name}_past`]) {
		const rows = await core.fold.sql`
			select * from ${core.fold.sql(table)} where region = ${core.region} and key = ${given}`;
		for (const value of rows.flatMap((row) => Object.values(row))) {
			const [, subject] = /^sealed\|([^|]+)\|/.exec(String(value)) ?? [];
			if (subject) found.add(subject);
		}
	}
	return [...found];
}

async function withKey({ database, region }: Known, subjects: string[]): Promise<string[]> {
	const rows = await database.sql<{ subject: string }[]>`
		select subject from privacy_key
		where region = ${region} and subject = any(${subjects}) order by subject`;
	return rows.map(({ subject }) => subject);
}

/** Reads every version of every record: seconds in a whole district. */
async function countSealed({ fold, region }: Known, subjects: string[]): Promise<number> {
	if (subjects.length === 0) return 0;
	const { sql } = fold;
	let records = 0;
	for (const type of Object.values(types)) {
		const columns = textsOf(type);
		if (columns.length === 0) continue;
		const sealed = columns
			.map(
				(column) =>
					sql`(starts_with(${sql(column)}, 'sealed|') and split_part(${sql(column)}, '|', 2) = any(${subjects}))`
			)
			.reduce((all, one) => sql`${all} or ${one}`);
		const [row] = await sql<{ n: number }[]>`
			select count(*)::int as n from (
				select key from ${sql(type.name)} where region = ${region} and (${sealed})
				union
				select key from ${sql(`${type.name}_past`)} where region = ${region} and (${sealed})
			) v`;
		records += row!.n;
	}
	return records;
}

async function countRefused({ database, region }: Known, subjects: string[]): Promise<number> {
	const [row] = await database.sql<{ n: number }[]>`
		select count(*)::int as n from rejected_row
		where region = ${region} and split_part(raw, '|', 2) = any(${subjects})`;
	return row!.n;
}

/** What the ledger knows of every record is never sealed. */
const PLAIN = ['region', 'key', 'source', 'id', 'department', 'township', 'rowHash'];

function textsOf({ present, fields }: RecordType): string[] {
	const columns = getTableColumns(present);
	return fields
		.filter(({ field }) => columns[field]!.columnType === 'PgText' && !PLAIN.includes(field))
		.map(({ column }) => column);
}

function requireAdmin({ person }: Doing): void {
	if (person.role !== 'security_admin') throw new Forbidden('个人信息密钥由安全管理员删除');
}
