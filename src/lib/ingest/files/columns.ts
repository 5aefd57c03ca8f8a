/** The columns of what a person reports for his department: departments and townships by their names. */
import type { Code, Column } from '../read/columns';

export interface Names {
	/** The department that is reported for. */
	department: string;
	departments: { code: string; name: string }[];
	townships: { code: string; name: string }[];
}

/** A department is reported for by its own people alone: where a row names none, it is theirs. */
export function namedPlaces(columns: Column[], names: Names): Column[] {
	const places: Record<string, { title: string; codes: Code[]; example: string | undefined }> = {
		department: {
			title: '责任部门',
			codes: codesOf(names.departments),
			example: names.departments.find(({ code }) => code === names.department)?.name
		},
		township: {
			title: '乡镇',
			codes: codesOf(names.townships),
			example: names.townships[0]?.name
		}
	};
	return columns.map((column) => {
		const place = places[column.field];
		if (!place) return column;
		const { description: _, format: __, ...rest } = column;
		return {
			...rest,
			...place,
			example: place.example ?? '',
			// A file with the former name of the column is as good.
			column: column.title,
			kind: 'code' as const,
			required: false
		};
	});
}

const codesOf = (places: { code: string; name: string }[]): Code[] =>
	places.map(({ code, name }) => ({ code, label: name }));

/** Which of them a list of rows needs: those that are asked for, and those that something stands in. */
export const usedColumns = (columns: Column[], used: ReadonlySet<string>): Column[] =>
	columns.filter(({ field, required }) => required || used.has(field));
