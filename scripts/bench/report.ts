/** The measured figures as a table. */
import type { IngestResult, Sizes } from './ingest';
import type { FoldResult } from './fold';
import type { Cost, Latency, LiveResult } from './live';
import { onlyIn, queriesOf } from './queries';

export interface Report {
	sizes: Sizes;
	ingest: { ways: IngestResult[]; floorSql: string };
	readings: number;
	fold: FoldResult;
	live: LiveResult[];
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const ratio = (value: number) => value.toFixed(2);
const microseconds = (value: number) => `${value.toFixed(1)} µs`;
const percentiles = ({ p50, p99 }: Latency) => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;

export function print({ sizes, ingest, readings, fold, live }: Report): void {
	title(
		`Records in over HTTP, ${whole(sizes.rows)} rows of 1 KB a request; median of ${sizes.rounds}`
	);
	table(
		['', 'records/s', 'bare insert/s', 'ratio', 'reach', 'CPU a record'],
		ingest.ways.map(({ way, records, floor, ratio: of, cpuMicroseconds }) => [
			way,
			whole(records),
			whole(floor),
			ratio(of),
			'0.35',
			microseconds(cpuMicroseconds)
		])
	);
	console.log(`  the floor, of 1,000 rows each: ${short(ingest.floorSql)}`);
	console.log(`  readings in: ${whole(readings)} a second`);

	title(`Fold from zero, ${whole(fold.entries)} entries`);
	table(
		['', 'entries/s'],
		[
			['read and folded', whole(fold.followed)],
			['folded alone', whole(fold.folded)],
			['the same rows plainly read', whole(fold.read)]
		]
	);

	if (live.length > 0) printLive(live);
}

function printLive(live: LiveResult[]): void {
	title('From commit to socket, p50 / p99');
	table(
		['viewers', 'commit → socket', 'post → socket', 'bare ws', 'never came'],
		live.map(({ viewers, commit, sent, floor, missing }) => [
			whole(viewers),
			percentiles(commit),
			percentiles(sent),
			percentiles(floor),
			whole(missing)
		])
	);
	printCost(live);
	printQueries(live);
}

/** Two ratios: what the patches cost in all, their records and their making included, and what more viewers cost. */
function printCost(live: LiveResult[]): void {
	title('CPU of the server for a patch delivered');
	const each = ({ cpu, patches }: Cost) => (cpu / patches) * 1e6;
	const bytes = ({ bytes, messages }: Cost) => whole(bytes / messages);
	const one = live[0]!;
	const most = mostOf(live);
	const more = (side: 'hub' | 'bare') =>
		((most[side].cpu - one[side].cpu) / (most[side].patches - one[side].patches)) * 1e6;
	const row = (name: string, hub: number, bare: number) => [
		name,
		microseconds(hub),
		microseconds(bare),
		ratio(hub / bare)
	];
	table(
		['viewers', 'patches', 'bytes', 'all it did', 'bare ws', 'ratio'],
		live.map(({ viewers, hub, bare }) => {
			const [name, ...cells] = row(whole(viewers), each(hub), each(bare));
			return [name!, whole(hub.patches), bytes(hub), ...cells];
		})
	);
	const [, hub, bare, of] = row('', more('hub'), more('bare'));
	console.log(
		`  delivery alone, ${whole(most.viewers)} viewers instead of 1: ${hub}, bare ws ${bare}, ratio ${of}; reach 1.5`
	);
	console.log(
		`  taking in a record and making its patch: ${((one.hub.cpu / one.hub.patches) * 1e3).toFixed(1)} ms, once for all viewers`
	);
	console.log(
		`  of a core, the busier of two processes of viewers took ${whole(most.hub.clients * 100)} %`
	);
}

const mostOf = (live: LiveResult[]): LiveResult =>
	live.reduce((a, b) => (b.viewers > a.viewers ? b : a));

function printQueries(live: LiveResult[]): void {
	title('Database queries of the server, with the same records written in the same time');
	table(
		['viewers', 'queries', 'recounts of figures'],
		live.map(({ viewers, statements }) => {
			const { sent, recounts } = queriesOf(statements);
			return [whole(viewers), whole(sent), whole(recounts)];
		})
	);
	const most = mostOf(live);
	const single = live.filter(({ viewers }) => viewers === 1);
	const sent = single.map(({ statements }) => queriesOf(statements).sent);
	const base = sent.reduce((a, b) => a + b, 0) / sent.length;
	const more = queriesOf(most.statements).sent - base;
	const strange = onlyIn(
		most.statements,
		live.filter((one) => one !== most).map(({ statements }) => statements)
	);
	console.log(
		`  ${whole(most.viewers)} viewers instead of 1: ${more.toFixed(0)} more, ${(more / (most.viewers - 1)).toFixed(4)} for each; reach 0. The runs with 1 differ by ${Math.max(...sent) - Math.min(...sent)} themselves.`
	);
	console.log(`  statements that only ${whole(most.viewers)} viewers caused: ${strange.length}`);
	for (const query of strange) console.log(`    ${query.replace(/\s+/g, ' ').slice(0, 100)}`);
}

/** The columns and the first row; the others are like it. */
const short = (sql: string) => sql.replace(/(\),\()[\s\S]*$/, '), …').replace(/\s+/g, ' ');

const title = (text: string): void => console.log(`\n${text}`);

/** The first column to the left, figures to the right. */
function table(head: string[], rows: string[][]): void {
	const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]!.length)));
	for (const row of [head, ...rows]) {
		const cells = row.map((cell, i) =>
			i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)
		);
		console.log(`  ${cells.join('   ').trimEnd()}`);
	}
}
