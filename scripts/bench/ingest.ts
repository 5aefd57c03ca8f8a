/** Records in over HTTP, beside the same rows put straight into a table of the same shape, one batch after another. */
import type { Place } from './place';
import { REGION } from './place';
import { median } from './numbers';
import { inspections, points, readings, subjects } from './rows';

const BATCH = 1_000;
const PARALLEL = 4;

export interface Sizes {
	rounds: number;
	/** Requests in a round, and rows in each. */
	requests: number;
	rows: number;
}

export interface IngestResult {
	way: string;
	/** A second, the median of the rounds; the same of the floor. */
	records: number;
	floor: number;
	ratio: number;
	/** Of the server's process, for one record. */
	cpuMicroseconds: number;
}

type Form = 'json' | 'ndjson';
interface Way {
	form: Form;
	parallel: number;
}

const WAYS: Way[] = [
	{ form: 'json', parallel: 1 },
	{ form: 'ndjson', parallel: 1 },
	{ form: 'json', parallel: PARALLEL }
];

export async function benchIngest(
	place: Place,
	sizes: Sizes,
	now: Date
): Promise<{ ways: IngestResult[]; floorSql: string }> {
	let floorSql = '';
	await post(place, 'subjects', encode(subjects(), 'json'));
	await place.owner.sql.unsafe(
		'create table bench_floor (like inspection including all); grant all on bench_floor to cockpit_app'
	);
	const results = new Map<Way, { records: number[]; floor: number[]; cpu: number[] }>(
		WAYS.map((way) => [way, { records: [], floor: [], cpu: [] }])
	);
	// The first round warms both sides up. Each round puts a way and its floor side by side: the machine has moods.
	for (let round = 0; round <= sizes.rounds; round++) {
		for (const [i, way] of WAYS.entries()) {
			const prefix = `r${round}w${i}`;
			const bodies = Array.from({ length: sizes.requests }, (_, n) =>
				encode(inspections(`${prefix}q${n}`, sizes.rows, now), way.form)
			);
			const before = await place.server.usage();
			const seconds = await timed(() =>
				inParallel(way.parallel, bodies, (body) => post(place, 'inspections', body))
			);
			const after = await place.server.usage();
			const floor = await insertBare(place, prefix);
			if (round === 0) continue;
			const count = sizes.requests * sizes.rows;
			results.get(way)!.records.push(count / seconds);
			results.get(way)!.floor.push(count / floor.seconds);
			floorSql = floor.sql;
			results.get(way)!.cpu.push(((after.cpu - before.cpu) / count) * 1e6);
		}
	}
	const ways = [...results].map(([{ form, parallel }, { records, floor, cpu }]) => ({
		way: `${form}, ${parallel} at a time`,
		records: median(records),
		floor: median(floor),
		ratio: median(records.map((value, i) => value / floor[i]!)),
		cpuMicroseconds: median(cpu)
	}));
	return { ways, floorSql };
}

export async function benchReadings(place: Place, { rows }: Sizes, now: Date): Promise<number> {
	await post(place, 'points', encode(points(), 'json'));
	const bodies = [2, 1, 0].map((back) =>
		encode(readings(rows, new Date(now.getTime() - back * 60_000)), 'json')
	);
	await post(place, 'readings', bodies[0]!);
	const seconds = await timed(() =>
		inParallel(1, bodies.slice(1), (body) => post(place, 'readings', body))
	);
	return (2 * rows) / seconds;
}

/** @returns seconds, and the statement as postgres.js sent it */
async function insertBare(
	{ app }: Place,
	prefix: string
): Promise<{ seconds: number; sql: string }> {
	const rows = await app.sql`
		select * from inspection where region = ${REGION} and id like ${`${prefix}q%`} order by seq`;
	const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
		rows.slice(i * BATCH, (i + 1) * BATCH)
	);
	let sql = '';
	const seconds = await timed(() =>
		inParallel(1, batches, async (batch) => {
			const { statement } = await app.sql`insert into bench_floor ${app.sql(batch)}`;
			sql = statement.string;
		})
	);
	return { seconds, sql };
}

interface Body {
	bytes: Buffer<ArrayBuffer>;
	type: string;
	rows: number;
}

function encode(rows: object[], form: Form): Body {
	const text =
		form === 'json' ? JSON.stringify(rows) : rows.map((row) => JSON.stringify(row)).join('\n');
	const type = form === 'json' ? 'application/json' : 'application/x-ndjson';
	return { bytes: Buffer.from(text), type, rows: rows.length };
}

async function post({ url, sourceKey }: Place, dataset: string, body: Body): Promise<void> {
	const response = await fetch(`${url}/api/v1/records/${dataset}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${sourceKey}`, 'content-type': body.type },
		body: body.bytes
	});
	const answer = await response.text();
	const { accepted } = JSON.parse(answer) as { accepted?: number };
	if (accepted !== body.rows)
		throw new Error(`${dataset}: ${response.status} ${answer.slice(0, 500)}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const from = performance.now();
	await work();
	return (performance.now() - from) / 1000;
}

async function inParallel<T>(
	parallel: number,
	items: T[],
	work: (item: T) => PromiseLike<unknown>
): Promise<void> {
	const queue = [...items];
	const worker = async () => {
		for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
	};
	await Promise.all(Array.from({ length: parallel }, worker));
}
