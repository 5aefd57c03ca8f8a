/** Column names as they come, to the columns of a dataset: by Chinese name, field or national column. */
import { brief, halfWidth, type Cell } from '../../standards/cells';
import type { Column } from './columns';

/** The column that tells what was wrong when refused rows are handed back: ignored when they come again. */
export const ERROR_TITLE = '错误';

/** Rows that may stand above the column names: a title, who fills it in, notes. */
export const HEAD_ROWS = 20;

export interface Header {
	/** The column of each cell; null where it is none, or none that we know. */
	columns: (Column | null)[];
	/** Names that no column has, as they came. */
	unknown: string[];
	/** Names whose column stands further left already. */
	duplicate: string[];
	/** Names that state another unit than their column has. */
	unit: string[];
	/** Required columns that are not there. */
	missing: Column[];
}

export function matchHeader(cells: readonly unknown[], columns: Column[]): Header {
	const known = namesOf(columns);
	const header: Header = { columns: [], unknown: [], duplicate: [], unit: [], missing: [] };
	for (const cell of cells) {
		const name = nameOf(cell);
		const column = name === '' || name === ERROR_TITLE ? null : find(name, known);
		if (name !== '' && name !== ERROR_TITLE && !column) header.unknown.push(brief(name));
		if (column && header.columns.includes(column)) header.duplicate.push(brief(name));
		if (column && isOtherUnit(name, column)) header.unit.push(brief(name));
		header.columns.push(column && header.columns.includes(column) ? null : column);
	}
	header.missing = columns.filter((one) => one.required && !header.columns.includes(one));
	return header;
}

/**
 * The row that holds the column names: the one of which most are known, at least two or all of it. Of two that
 * are as good the lower: names merged over two rows stand in both.
 */
export function findHeader(
	rows: readonly (readonly unknown[])[],
	columns: Column[]
): { index: number; header: Header } | null {
	let best: { index: number; header: Header; count: number } | null = null;
	for (const [index, cells] of rows.slice(0, HEAD_ROWS).entries()) {
		const header = matchHeader(cells, columns);
		const count = header.columns.filter((column) => column).length;
		const isAll = count > 0 && header.unknown.length === 0;
		if ((count >= 2 || isAll) && count >= (best?.count ?? 0)) best = { index, header, count };
	}
	return best && { index: best.index, header: best.header };
}

/** Why rows under this header cannot be taken as they are; null where they can. */
export function headerProblem(header: Header): { code: string; message: string } | null {
	const { unknown, duplicate, unit, missing } = header;
	if (duplicate.length > 0) {
		return { code: 'duplicate_columns', message: `列名重复：${names(duplicate)}，请只保留一列` };
	}
	if (unit.length > 0) {
		const message = `列的单位与要求不符：${names(unit)}，金额请换算为元后填写`;
		return { code: 'wrong_unit', message };
	}
	if (unknown.length > 0) {
		const message = `没有这样的列：${names(unknown)}，请按模板改正列名或删除该列`;
		return { code: 'unknown_columns', message };
	}
	// To withdraw, a row's identity is enough.
	const withdraws = header.columns.some((column) => column?.field === 'withdrawn');
	if (missing.length > 0 && !withdraws) {
		const message = `缺少必填列：${names(missing.map(({ title }) => title))}`;
		return { code: 'missing_columns', message };
	}
	return null;
}

export const NO_HEADER = {
	code: 'no_header',
	message: `前 ${HEAD_ROWS} 行中没有列名行，请按模板保留列名（中文名、字段名均可）`
};

const names = (list: string[]): string =>
	list.length > 10 ? `${list.slice(0, 10).join('、')}等 ${list.length} 列` : list.join('、');

/** Half-width, in one line, without marks such as the asterisk of a required column. */
const nameOf = (cell: unknown): string =>
	typeof cell === 'string' || typeof cell === 'number'
		? halfWidth(String(cell as Cell))
				.replace(/\s+/g, '')
				.replace(/^[*★●]+|[*★●:]+$/g, '')
		: '';

const BRACKETS = /[([【〔[].*?[)\]】〕\]]/g;
const bare = (name: string): string => name.replace(BRACKETS, '').replace(/^[*★●]+|[*★●:]+$/g, '');

interface Names {
	whole: Map<string, Column>;
	/** Without what stands in brackets; null where two columns would share it. */
	bare: Map<string, Column | null>;
}

function namesOf(columns: Column[]): Names {
	const known: Names = { whole: new Map(), bare: new Map() };
	for (const one of columns) {
		for (const name of [one.field, one.title, one.column ?? '']) {
			const whole = nameOf(name).toLowerCase();
			if (whole !== '' && !known.whole.has(whole)) known.whole.set(whole, one);
			const short = bare(whole);
			const other = known.bare.get(short);
			if (short !== '') known.bare.set(short, other === undefined || other === one ? one : null);
		}
	}
	return known;
}

function find(name: string, known: Names): Column | null {
	const lower = name.toLowerCase();
	const short = bare(lower);
	return known.whole.get(lower) ?? known.whole.get(short) ?? known.bare.get(short) ?? null;
}

/** 罚款金额（万元） is another figure than 罚款金额（元）: ten thousand times as much. */
const isOtherUnit = (name: string, { kind, title }: Column): boolean =>
	(kind === 'number' || kind === 'integer') &&
	(name.match(BRACKETS) ?? []).some(
		(mark) => /[十百千万亿毫厘角分%‰]/.test(mark) && !nameOf(title).includes(mark)
	);
