/** Values of code lists: which fields hold some, and whether each holds on the row's date. */
import type { z } from 'zod';
import type { CodeLists } from '../domain/codes/model';
import type { FieldError } from '../standards/fields';
import { objectIn } from '../standards/fields';
import { shanghaiDay } from '../standards/shanghai';
import type { Dataset, Parsed } from './dataset';

/** A field whose value, or whose entries, are codes of a list; or one that holds objects with such fields. */
type Coded = { field: string } & ({ list: string } | { within: Coded[] });

const known = new WeakMap<z.ZodObject, Coded[]>();

function codedFields(schema: z.ZodObject): Coded[] {
	let fields = known.get(schema);
	if (!fields) known.set(schema, (fields = Object.entries(schema.shape).flatMap(codedField)));
	return fields;
}

function codedField([field, schema]: [string, z.core.$ZodType]): Coded[] {
	const list = (schema as z.ZodType).meta()?.codes;
	if (list !== undefined) return [{ field, list }];
	const object = objectIn(schema as z.ZodType);
	const within = object ? codedFields(object) : [];
	return within.length > 0 ? [{ field, within }] : [];
}

/** What a withdrawal repeats of the row is not asked. */
export function codeErrors(
	lists: CodeLists,
	{ schema, time }: Pick<Dataset, 'schema' | 'time'>,
	row: Parsed,
	now: Date
): FieldError[] {
	if (row.withdrawn) return [];
	return errorsIn(lists, codedFields(schema), row, dayOf(time ? row[time] : now, now), '');
}

function errorsIn(
	lists: CodeLists,
	fields: Coded[],
	row: Record<string, unknown>,
	day: string,
	path: string
): FieldError[] {
	return fields.flatMap((coded) => {
		const value = row[coded.field];
		if (value === undefined) return [];
		const isList = Array.isArray(value);
		return (isList ? value : [value]).flatMap((one: unknown, index): FieldError[] => {
			const field = `${path}${coded.field}${isList ? `.${index}` : ''}`;
			if ('within' in coded) {
				return errorsIn(lists, coded.within, one as Record<string, unknown>, day, `${field}.`);
			}
			const error = lists.error(coded.list, one as string, day);
			return error ? [{ field, ...error }] : [];
		});
	});
}

const dayOf = (time: unknown, now: Date): string =>
	time instanceof Date ? shanghaiDay(time) : typeof time === 'string' ? time : shanghaiDay(now);
