/** A person or subject erased: the data key goes, what it sealed stays sealed for good, and the ledger stays whole. */
import { getTableColumns } from 'drizzle-orm';
import { Forbidden, NotFound } from '../../ledger/errors';
import type { RecordType } from '../../ledger/type.server';
import type { Core } from '../../server/core.server';
import { typeOf, types } from '../types.server';
import { actorId, type Person } from './actor';

type Known = Pick<Core, 'audit' | 'database' | 'fold' | 'privacy' | 'region'>;

export interface Doing {
	core: Known;
	person: Person;
	address: string;
	now: Date;
}

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

/** @throws Forbidden */
export async function previewErasure(doing: Doing, text: string): Promise<Erasable> {
	await requireAdmin(doing);
	const named = await subjectsOf(doing.core, text);
	const [subjects, records, refused] = await Promise.all([
		withKey(doing.core, named),
		countSealed(doing.core, named),
		countRefused(doing.core, named)
	]);
	const erased = records + refused > 0 && subjects.length === 0;
	return { subjects, records, refused, erased };
}

/** Written into the audit first; cannot be undone. @returns the records concerned. @throws NotFound, Forbidden */
export async function erase(doing: Doing, text: string, purpose: string): Promise<number> {
	const { core, person, address, now } = doing;
	const { subjects, records, refused } = await previewErasure(doing, text);
	if (subjects.length === 0) throw new NotFound('没有可以删除的个人信息密钥，请核对后重新查询');
	for (const subject of subjects) {
		await core.audit.record(
			{
				event: 'erased',
				actor: actorId(person),
				actorName: person.name,
				department: person.department,
				address,
				target: subject,
				purpose,
				detail: `涉及记录 ${records} 条，未通过校验的报送 ${refused} 条`
			},
			now
		);
		await core.privacy.erase(subject);
	}
	return records;
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

async function requireAdmin({ core, person, address, now }: Doing): Promise<void> {
	if (person.role === 'security_admin') return;
	const message = '个人信息密钥由安全管理员删除';
	await core.audit.record(
		{
			event: 'refused',
			outcome: 'refused',
			actor: actorId(person),
			actorName: person.name,
			department: person.department,
			address,
			target: 'erasure',
			detail: message
		},
		now
	);
	throw new Forbidden(message);
}
