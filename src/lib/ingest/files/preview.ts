/** What a person sees of his file before anything is written. */
import type { FieldError } from '../../standards/fields';
import { written, type Column } from '../read/columns';
import type { FileRow } from './rows';

export interface PreviewCell {
	text: string;
	/** What is wrong with it. */
	fault: string | null;
}

export interface PreviewRow {
	line: number;
	cells: PreviewCell[];
	/** What is wrong beyond the columns that are shown. */
	faults: string[];
}

export interface Preview {
	id: string;
	dataset: string;
	name: string;
	size: number;
	/** `unreadable`: no table could be found in it; `problem` says why. */
	state: 'checking' | 'checked' | 'unreadable';
	problem: string | null;
	/** It would be taken without the columns that we do not know. */
	ignorable: boolean;
	ignored: boolean;
	sheets: string[];
	sheet: string | null;
	/** Columns that were found, those that the dataset does not have, and required ones that are not there. */
	matched: string[];
	unknown: string[];
	missing: string[];
	/** Rows so far, and what would become of them. */
	rows: number;
	fresh: number;
	corrected: number;
	duplicates: number;
	bad: number;
	/** The first rows of the file, and the first of those that are bad. */
	first: PreviewRow[];
	faulty: PreviewRow[];
}

export const FIRST = 20;
export const FAULTY = 100;

/** As it would be taken; what is wrong, as it came. */
export function previewRow(
	{ line, row, cells, raw }: FileRow,
	columns: readonly Column[],
	errors: FieldError[] | null
): PreviewRow {
	const told = errors ?? [];
	const fieldOf = ({ field }: FieldError) => field.split('.')[0]!;
	const shown = new Set(columns.map(({ field }) => field));
	return {
		line,
		cells: columns.map(({ field, codes, kind }) => {
			const faults = told.filter((error) => fieldOf(error) === field);
			const value = faults.length === 0 ? row?.[field] : cells[field];
			return {
				text: shorten(timeless(kind, written(value, codes) ?? '')),
				fault: faults.length > 0 ? faults.map(({ message }) => message).join('；') : null
			};
		}),
		faults: [
			...told.filter((error) => !shown.has(fieldOf(error))).map(({ message }) => message),
			...(row === null && raw ? [`原文：${shorten(raw)}`] : [])
		]
	};
}

/** `2026-11-23T10:32:00+08:00` as people write it. */
const timeless = (kind: Column['kind'], text: string): string =>
	kind === 'moment' ? text.replace(/(T00:00:00)?\+08:00$/, '').replace('T', ' ') : text;

const LONGEST = 120;
const shorten = (text: string): string =>
	text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
