/** A file read through to its end before anything is written: what is wrong, what is new, what is known already. */
import { recordKey, type Base } from '../../ledger/record';
import { canonical } from '../../ledger/chain.server';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';
import { HttpError } from '../../server/http.server';
import { collapse } from '../collapse.server';
import type { Dataset } from '../dataset';
import { judge } from '../decide.server';
import { WINDOW } from '../door.server';
import type { Column } from '../read/columns';
import { TURN, type Indexed, type RowOutcome } from '../records.server';
import { parseRow, type Permission } from '../validate.server';
import { openFile, type Choices } from './open.server';
import { FAULTY, FIRST, previewRow, type Preview } from './preview';
import type { FileRow } from './rows';

interface Checking {
	core: Core;
	permission: Permission;
	dataset: Dataset;
	chunks: AsyncIterable<Uint8Array>;
	choices: Choices;
	signal: AbortSignal;
	now(): Date;
}

/** Fills in `preview` as it goes on: whoever asks meanwhile sees how far it is. */
export async function checkFile(preview: Preview, checking: Checking): Promise<void> {
	const { core, permission, dataset, chunks, choices, signal, now } = checking;
	try {
		const at = now();
		const open = await openFile(core, permission, dataset, chunks, { ...choices, now: at });
		const { sheets, sheet, header } = open.table;
		const columns = header.columns.filter((column) => column !== null);
		Object.assign(preview, {
			...{ sheets, sheet, problem: open.problem, ignorable: open.ignorable },
			matched: columns.map(({ title }) => title),
			unknown: header.unknown,
			missing: header.missing.map(({ title }) => title)
		});
		for await (const window of windows(open.rows)) {
			if (signal.aborted) return;
			// Under names that do not fit, what the rows hold says nothing; the first ones show what was found.
			if (open.problem) {
				show(preview, columns, window, []);
				break;
			}
			show(preview, columns, window, await outcomesOf(checking, window, at));
		}
		preview.state = 'checked';
	} catch (error) {
		if (!(error instanceof HttpError)) throw error;
		preview.state = 'unreadable';
		preview.problem = error.message;
	}
}

async function* windows(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
	let window: FileRow[] = [];
	for await (const row of rows) {
		window.push(row);
		if (window.length < WINDOW) continue;
		yield window;
		window = [];
	}
	if (window.length > 0) yield window;
}

/** As the door would judge them, if nothing else came in between. */
async function outcomesOf(
	{ core, permission, dataset }: Checking,
	rows: FileRow[],
	now: Date
): Promise<(RowOutcome | undefined)[]> {
	const outcomes: (RowOutcome | undefined)[] = rows.map(({ errors }) =>
		errors ? { errors } : undefined
	);
	const ctx = { region: core.region, actor: '', source: 'batch', now };
	collapse(core, ctx, permission, dataset, rows as never, outcomes);
	const open = rows.flatMap((_, index) => (outcomes[index] ? [] : [index]));
	for (let start = 0; start < open.length; start += TURN) {
		const indexes = open.slice(start, start + TURN);
		const items = indexes.map((index) => itemOf(core, permission, dataset, rows[index]!.row));
		const keys = items.map(({ row }) => row.key);
		const present = await presentOf<Base>(core.database.sql, dataset.type, core.region, keys);
		items.forEach((item, i) => {
			outcomes[indexes[i]!] = judge(item, present.get(item.row.key), permission).outcome;
		});
	}
	return outcomes;
}

/** What is compared with the present version, and no more. */
function itemOf(core: Core, { source }: Permission, dataset: Dataset, raw: unknown): Indexed {
	const parsed = parseRow(dataset, raw);
	if ('errors' in parsed) throw new Error('a row without errors does not parse');
	const { row, bare } = parsed;
	const key = recordKey(dataset.type.name, source, row.id);
	return {
		row: { ...row, key, rowHash: core.privacy.index(canonical(row)) },
		bare
	} as unknown as Indexed;
}

function show(
	preview: Preview,
	columns: Column[],
	rows: FileRow[],
	outcomes: (RowOutcome | undefined)[]
): void {
	rows.forEach((row, index) => {
		const outcome = outcomes[index];
		const errors = typeof outcome === 'object' ? outcome.errors : null;
		preview.rows += 1;
		if (outcome === 'accepted') preview.fresh += 1;
		else if (outcome === 'corrected') preview.corrected += 1;
		else if (outcome === 'duplicate') preview.duplicates += 1;
		else if (errors) preview.bad += 1;
		if (preview.first.length < FIRST) preview.first.push(previewRow(row, columns, errors));
		if (errors && preview.faulty.length < FAULTY) {
			preview.faulty.push(previewRow(row, columns, errors));
		}
	});
}
