/** A form for one row, made of its columns: what each field asks, and what was typed as the cells of a row. */
import { z } from 'zod';
import type { Column } from '../read/columns';

export interface FormField {
	field: string;
	title: string;
	hint: string | null;
	required: boolean;
	input: 'text' | 'long' | 'number' | 'day' | 'moment' | 'choice' | 'choices' | 'lines';
	options: { value: string; name: string }[];
	maxLength: number | null;
	/** The schema's own, filled in from the start. */
	preset: string;
}

export interface FormPart {
	name: 'required' | 'optional' | 'correction';
	title: string;
	fields: FormField[];
}

/** Beyond so many characters a text has several lines. */
const LONG = 300;
const CORRECTION = ['version', 'withdrawn'];
/** Whoever is signed in reports for his department. */
const GIVEN = ['department'];

const Property = z.looseObject({
	maxLength: z.number().optional(),
	const: z.unknown().optional(),
	default: z.unknown().optional()
});

/** Null where a row cannot be typed: it holds a list of objects that must be there. */
export function formOf(schema: z.ZodObject, columns: Column[]): FormPart[] | null {
	if (columns.some(({ kind, required }) => kind === 'json' && required)) return null;
	const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	const fields = columns
		.filter(({ kind, field }) => kind !== 'json' && !GIVEN.includes(field))
		.map((column) => fieldOf(column, Property.parse(properties[column.field])));
	const isCorrection = ({ field }: FormField) => CORRECTION.includes(field);
	const others = fields.filter((field) => !isCorrection(field));
	const parts: FormPart[] = [
		{ name: 'required', title: '必填', fields: others.filter(({ required }) => required) },
		{ name: 'optional', title: '选填', fields: others.filter(({ required }) => !required) },
		{ name: 'correction', title: '更正或撤回已报送的记录', fields: fields.filter(isCorrection) }
	];
	return parts;
}

/** What was typed, in the order of the columns. */
export const cellsOf = (columns: readonly Column[], values: Record<string, string>) =>
	columns.map(({ field }) => values[field] ?? null);

/** What a form sends: of boxes that are ticked, all. */
export function valuesOf(parts: FormPart[], form: FormData): Record<string, string> {
	const entries = parts.flatMap(({ fields }) =>
		fields.map(({ field }): [string, string] => {
			const given = form.getAll(field).filter((one) => typeof one === 'string');
			return [field, given.join('、').replace(/\r\n/g, '\n')];
		})
	);
	return Object.fromEntries(entries.filter(([, value]) => value.trim() !== ''));
}

function fieldOf(column: Column, property: z.infer<typeof Property>): FormField {
	const { field, title, kind, codes, required } = column;
	const input = inputOf(column, property.maxLength);
	const options =
		kind === 'flag'
			? (property.const === true ? ['是'] : ['是', '否']).map((value) => ({ value, name: value }))
			: (codes ?? []).map(({ code, label }) => ({ value: code, name: label }));
	const preset = property.default;
	const isPlain = typeof preset === 'string' || typeof preset === 'number';
	return {
		...{ field, title, required, input, options },
		hint: hintOf(column),
		maxLength: property.maxLength ?? null,
		preset: isPlain && field !== 'version' ? String(preset) : ''
	};
}

function inputOf({ kind, codes }: Column, maxLength = 0): FormField['input'] {
	switch (kind) {
		case 'flag':
		case 'code':
			return 'choice';
		case 'list':
			return codes && codes.length > 0 ? 'choices' : 'lines';
		case 'integer':
		case 'number':
			return 'number';
		case 'day':
		case 'moment':
			return kind;
		default:
			return maxLength > LONG ? 'long' : 'text';
	}
}

/** The remark behind the name; of a list, how its entries are kept apart. */
function hintOf({ field, title, description = '', column, kind, codes }: Column): string | null {
	const remark = description
		.replace(column === undefined ? '' : `（${column}）`, '')
		.slice(title.length)
		.replace(/^[：，]/, '')
		.replace(/^（(.*)）$/, '$1');
	if (field === 'id') return '更正时沿用同一标识；没有本单位编号的，用已填的即可';
	const parts = [remark, kind === 'list' && !codes ? '多项之间用顿号隔开' : ''];
	return parts.filter((part) => part !== '').join('；') || null;
}
