/** What whoever reports needs to know of each dataset, read off the schemas that check his rows. */
import { z } from 'zod';
import { holdsOn, FIRST_DAY, type CodeEntry, type CodeLists } from '../domain/codes/model';
import { Reading } from '../domain/monitoring/model';
import { objectIn } from '../standards/fields';
import { DATASETS } from './datasets.server';
import { columnsOf, type Column, type Kind } from './read/columns';

export interface ManualField {
	field: string;
	title: string;
	column: string | null;
	required: boolean;
	/** What may stand in it. */
	format: string;
	remark: string | null;
	/** Name of its code list; `ManualList` has the codes. */
	list: string | null;
	/** Of the objects that it holds. */
	within: ManualField[];
}

/** Of the objects in a field, wherever they stand. */
export interface ManualPart {
	field: string;
	title: string;
	fields: ManualField[];
}

export interface ManualList {
	name: string;
	/** Titles of the fields that use it. */
	usedBy: string[];
	codes: { code: string; label: string; source: string; validity: string; holds: boolean }[];
}

export interface Manual {
	name: string;
	title: string;
	fields: ManualField[];
	parts: ManualPart[];
	lists: ManualList[];
	/** A valid row of today. */
	example: Record<string, unknown>;
}

const READINGS = {
	name: 'readings',
	title: '非现场监测数据',
	schema: Reading as z.ZodObject,
	example: (_id: string, now: Date): Record<string, unknown> => ({
		point: 'point-1',
		time: now.toISOString(),
		value: 0.42,
		flag: 'N'
	})
};

const ALL = [...DATASETS, READINGS];

export const manualNames = (): { name: string; title: string; fields: number }[] =>
	ALL.map(({ name, title, schema }) => ({
		name,
		title,
		fields: Object.keys(schema.shape).length
	}));

/** Null where there is no such dataset. @param day on which codes hold or do not. */
export function manualOf(name: string, lists: CodeLists, now: Date, day: string): Manual | null {
	const dataset = ALL.find((one) => one.name === name);
	if (!dataset) return null;
	const { title, schema } = dataset;
	const fields = fieldsOf(schema);
	return {
		name,
		title,
		fields,
		parts: partsOf(fields),
		lists: listsOf(fields, lists, day),
		example: dataset.example(`${name}-1`, now)
	};
}

/** What JSON Schema says of a field beyond its column. */
const Property = z.looseObject({
	maxLength: z.number().optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	maxItems: z.number().optional(),
	pattern: z.string().optional(),
	default: z.unknown().optional(),
	const: z.unknown().optional()
});
type Property = z.infer<typeof Property>;

function fieldsOf(schema: z.ZodObject): ManualField[] {
	const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	return columnsOf(schema, () => []).map((column) => {
		const property = Property.parse(properties![column.field]);
		const own = schema.shape[column.field] as z.ZodType;
		const object = objectIn(own);
		return {
			field: column.field,
			title: column.title,
			column: column.column ?? null,
			required: column.required,
			format: formatOf(column, property, own),
			remark: remarkOf(column),
			list: own.meta()?.codes ?? null,
			within: object ? fieldsOf(object) : []
		};
	});
}

const partsOf = (fields: ManualField[]): ManualPart[] =>
	fields.flatMap(({ field, title, within }) =>
		within.length > 0 ? [{ field, title, fields: within }, ...partsOf(within)] : []
	);

const WORDS: Record<Exclude<Kind, 'text' | 'code' | 'list'>, string> = {
	integer: '整数',
	number: '数字',
	day: '日期，如 2026-11-23',
	moment: '日期，或带时区的时间，如 2026-11-23T10:32:00+08:00',
	flag: 'true 或 false',
	json: '数组，每项为对象'
};

function formatOf(column: Column, property: Property, schema: z.ZodType): string {
	const parts = [kindOf(column, property, schema)];
	const { minimum, maximum, maxItems } = property;
	const safe = (n: number | undefined) => n !== undefined && Math.abs(n) < Number.MAX_SAFE_INTEGER;
	if (safe(minimum) || safe(maximum)) parts.push(`${minimum ?? ''} 至 ${maximum ?? ''}`);
	if (maxItems !== undefined) parts.push(`不超过 ${maxItems} 项`);
	if (property.default !== undefined && !Array.isArray(property.default)) {
		parts.push(`未填按 ${String(property.default)}`);
	}
	return parts.join('，');
}

function kindOf(column: Column, { pattern, maxLength, const: only }: Property, schema: z.ZodType) {
	if (only !== undefined) return `只填 ${String(only)}`;
	switch (column.kind) {
		case 'text':
			return pattern === undefined ? textOf(maxLength) : said(schema);
		case 'code':
			return column.codes?.length ? column.codes.map(({ code }) => code).join('、') : '代码';
		case 'list':
			return schema.meta()?.codes ? '代码的数组' : '文字的数组';
		default:
			return WORDS[column.kind];
	}
}

const textOf = (max: number | undefined) => (max === undefined ? '文字' : `文字，不超过 ${max} 字`);

/** A pattern in words: what the schema itself says of a value that does not match. */
const said = (schema: z.ZodType): string =>
	schema.safeParse('/ ').error?.issues[0]?.message ?? '文字';

/** The description without the name and the column, which stand apart. */
function remarkOf({ title, description = '', column }: Column): string | null {
	const rest = description
		.replace(column === undefined ? '' : `（${column}）`, '')
		.slice(title.length)
		.replace(/^[：，]/, '');
	return rest || null;
}

function listsOf(fields: ManualField[], lists: CodeLists, day: string): ManualList[] {
	const used = new Map<string, string[]>();
	const note = ({ list, title, within }: ManualField) => {
		if (list !== null) used.set(list, [...(used.get(list) ?? []), title]);
		within.forEach(note);
	};
	fields.forEach(note);
	return [...used].map(([name, usedBy]) => ({
		name,
		usedBy,
		codes: lists.of(name).map((entry) => ({
			code: entry.code,
			label: entry.label,
			source: entry.source,
			validity: validityOf(entry),
			holds: holdsOn(entry, day)
		}))
	}));
}

function validityOf({ validFrom, validUntil }: CodeEntry): string {
	const since = validFrom === FIRST_DAY ? '' : `${validFrom} 起`;
	if (validUntil === null) return since || '长期';
	return `${since || ''}至 ${validUntil}`;
}
