/** Row by row: parse, check against the reference data, seal. Nothing is written here. */
import { z } from 'zod';
import { canonical } from '../ledger/chain.server';
import { recordKey, type Base } from '../ledger/record';
import type { Core } from '../server/core.server';
import { named, row as common } from '../standards/fields';
import type { FieldError } from '../standards/fields';
import { codeErrors } from './codes';
import type { Dataset, Parsed } from './dataset';

/** A source's clock may be ahead by so much. */
export const AHEAD_MS = 5 * 60_000;

/** To withdraw, a row's identity is enough: everything else stays as it was. */
const Withdrawal = z.looseObject({
	id: common.id,
	department: common.department,
	version: common.version,
	withdrawn: named(z.literal(true), '撤回')
});

export interface Valid {
	dataset: Dataset;
	row: Base;
	/** Withdraws without repeating the row. */
	bare: boolean;
	at?: Date | undefined;
}

export type Checked = { valid: Valid } | { errors: FieldError[] };

/** Who may write what. */
export interface Permission {
	/** Name of the source: identity of its records. */
	source: string;
	/** The only department that it may serve; null: any. */
	department: string | null;
}

export function parseRow(
	dataset: Dataset,
	raw: unknown
): { row: Parsed; bare: boolean } | { errors: FieldError[] } {
	const bad = unstorable(raw, '');
	if (bad) return { errors: [bad] };
	const parsed = dataset.schema.safeParse(raw);
	if (parsed.success) return { row: parsed.data as Parsed, bare: false };
	if ((raw as { withdrawn?: unknown } | null)?.withdrawn === true) {
		const withdrawal = Withdrawal.safeParse(raw);
		if (withdrawal.success) return { row: withdrawal.data as Parsed, bare: true };
	}
	return { errors: parsed.error.issues.flatMap(toErrors) };
}

/** What the schema cannot know: departments, townships, codes, the clock, what the key may serve. */
export function checkRow(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	row: Parsed,
	now: Date
): FieldError[] {
	const errors: FieldError[] = [];
	const add = (field: string, code: string, message: string) =>
		errors.push({ field, code, message });
	if (!core.reference.department(row.department)) {
		add(
			'department',
			'unknown_department',
			`没有代码为“${row.department}”的部门，部门代码见接口说明`
		);
	} else if (permission.department !== null && permission.department !== row.department) {
		add('department', 'forbidden', `此密钥只能报送 ${permission.department} 的数据`);
	}
	if (row.township !== undefined && !core.reference.township(row.township)) {
		add('township', 'unknown_township', `没有代码为“${row.township}”的乡镇`);
	}
	for (const field of [dataset.time, ...(dataset.happened ?? [])]) {
		const value = field === undefined ? undefined : row[field];
		const time = typeof value === 'string' ? new Date(`${value}T00:00:00+08:00`) : value;
		if (time instanceof Date && time.getTime() > now.getTime() + AHEAD_MS) {
			add(field!, 'future', '时间晚于现在，请核对来源系统的时钟');
		}
	}
	return [...errors, ...codeErrors(core.reference.codeLists, dataset, row, now)];
}

/** The record row, sealed. The data keys must be at hand (`Privacy.prepare`). */
export function toRecord(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	parsed: Parsed,
	township: string | null
): Base {
	const key = recordKey(dataset.type.name, permission.source, parsed.id);
	const rowHash = core.privacy.index(canonical(parsed));
	const sealed = dataset.sealed?.(parsed, (value) => core.privacy.index(value), key);
	// The parsed row is nobody else's, and a copy of thirty fields costs as much as a digest.
	const row: Record<string, unknown> & Base = Object.assign(parsed, {
		region: core.region,
		key,
		source: permission.source,
		township,
		withdrawn: parsed.withdrawn ?? false,
		rowHash
	});
	for (const field of sealed?.fields ?? []) {
		const value = row[field];
		if (typeof value === 'string') row[field] = core.privacy.seal(safe(sealed!.subject), value);
	}
	return row;
}

/** The subjects whose data keys a row needs. */
export function sealingSubject(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	row: Parsed
): string[] {
	const key = recordKey(dataset.type.name, permission.source, row.id);
	const sealed = dataset.sealed?.(row, (value) => core.privacy.index(value), key);
	return sealed?.fields.some((field) => typeof row[field] === 'string')
		? [safe(sealed.subject)]
		: [];
}

/** `|` separates the parts of a sealed value. */
const safe = (subject: string) => subject.replaceAll('|', '_');

export function toErrors(issue: z.core.$ZodIssue): FieldError[] {
	const field = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({
			field: field ? `${field}.${key}` : key,
			code: 'unrecognized',
			message: `没有名为“${key}”的字段`
		}));
	}
	const custom = issue.code === 'custom' ? (issue.params?.code as string | undefined) : undefined;
	return [{ field, code: custom ?? issue.code, message: issue.message }];
}

/** PostgreSQL stores neither NUL nor a lone surrogate, in a name as in a value. */
export function unstorable(value: unknown, field: string): FieldError | null {
	if (typeof value === 'string') return isStorable(value) ? null : { ...UNSTORABLE, field };
	if (typeof value !== 'object' || value === null) return null;
	for (const [name, inner] of Object.entries(value)) {
		if (!isStorable(name)) return { ...UNSTORABLE, field };
		const bad = unstorable(inner, field ? `${field}.${name}` : name);
		if (bad) return bad;
	}
	return null;
}

export const isStorable = (text: string): boolean =>
	!text.includes('\u0000') && text.isWellFormed();

const UNSTORABLE = {
	code: 'unstorable',
	message: '含有不能保存的字符（NUL 或不成对的代理项）'
};
