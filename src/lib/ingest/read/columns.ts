/** The columns of a dataset, read off its schema: one list for CSV, spreadsheets, templates, forms and the reference. */
import { z } from 'zod';

export interface Code {
	code: string;
	label: string;
}

export type Kind =
	'text' | 'integer' | 'number' | 'day' | 'moment' | 'flag' | 'code' | 'list' | 'json';

export interface Column {
	field: string;
	/** The Chinese name. */
	title: string;
	/** The column of the national upload, where it has one. */
	column?: string;
	kind: Kind;
	/** What to make of the text beyond its kind: an identifier has no spaces within, yuan may carry its unit. */
	format?: 'identifier' | 'yuan';
	required: boolean;
	/** Of a code, or of each entry of a list. */
	codes?: Code[];
	description?: string;
	/** As a clerk would type it. */
	example?: string;
}

/** What JSON Schema says of a field; `title`, `column` and `codes` are its metadata. */
const Property = z.object({
	title: z.string().optional(),
	description: z.string().optional(),
	column: z.string().optional(),
	codes: z.string().optional(),
	type: z.string().optional(),
	format: z.string().optional(),
	pattern: z.string().optional(),
	multipleOf: z.number().optional(),
	enum: z.array(z.string()).optional(),
	anyOf: z.array(z.object({ format: z.string().optional() })).optional(),
	items: z.object({ type: z.string().optional(), enum: z.array(z.string()).optional() }).optional()
});
type Property = z.infer<typeof Property>;

const Shape = z.object({
	properties: z.record(z.string(), Property),
	required: z.array(z.string()).default([])
});

/**
 * @param codes the entries of a named list.
 * @param example a valid row: its values are shown as examples.
 */
export function columnsOf(
	schema: z.ZodObject,
	codes: (list: string) => Code[],
	example: Record<string, unknown> = {}
): Column[] {
	const { properties, required } = Shape.parse(
		z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
	);
	return Object.entries(properties).map(([field, property]) => {
		const { title, column, description } = property;
		const kind = kindOf(property);
		const list = kind === 'code' || kind === 'list' ? codesOf(property, codes) : undefined;
		const format = formatOf(property, kind);
		const shown = written(example[field], list);
		return {
			field,
			title: title ?? field,
			...(column !== undefined && { column }),
			kind,
			...(format && { format }),
			required: required.includes(field),
			...(list && { codes: list }),
			...(description !== undefined && { description }),
			...(shown !== null && { example: shown })
		};
	});
}

function kindOf({ type, format, anyOf, enum: values, codes, items }: Property): Kind {
	if (type === 'array') return items?.type === 'string' ? 'list' : 'json';
	if (type === 'boolean') return 'flag';
	if (type === 'integer' || type === 'number') return type;
	if (anyOf?.some((one) => one.format === 'date-time') || format === 'date-time') return 'moment';
	if (format === 'date') return 'day';
	if (type !== 'string') return 'json';
	return values || codes !== undefined ? 'code' : 'text';
}

function formatOf({ pattern, multipleOf }: Property, kind: Kind): Column['format'] {
	if (kind === 'text' && pattern !== undefined) return 'identifier';
	// Money alone is counted to the hundredth (`yuan` in the field types).
	return kind === 'number' && multipleOf === 0.01 ? 'yuan' : undefined;
}

/** The named list, of which the schema may take only some; without a list the codes name themselves. */
function codesOf(property: Property, codes: (list: string) => Code[]): Code[] | undefined {
	const values = property.enum ?? property.items?.enum;
	const named = property.codes === undefined ? [] : codes(property.codes);
	if (!values) return property.codes === undefined ? undefined : named;
	const labels = new Map(named.map(({ code, label }) => [code, label]));
	return values.map((code) => ({ code, label: labels.get(code) ?? code }));
}

/** A value as a cell shows it. */
export function written(value: unknown, codes: Code[] = []): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value === 'boolean') return value ? '是' : '否';
	const label = (one: unknown) => codes.find(({ code }) => code === one)?.label ?? String(one);
	if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
		return value.map(label).join('、');
	}
	return typeof value === 'object' ? JSON.stringify(value) : label(value);
}
