/**
 * Plays the sources of the demo district, through the public HTTP API alone: readings at their interval, the events
 * of the plan as their time comes, and extra rows among which some are late, wrong or sent again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, Refused } from './demo/client';
import { events } from './demo/events';
import { Live, type Sent } from './demo/live';
import { Pulled } from './demo/pulled';
import { readings } from './demo/telemetry';
import { HOUR } from './demo/time';
import { world } from './demo/world';

const TICK_MS = 1000;
/** Rows in one request. */
const MOST = 500;

const { values } = parseArgs({
	options: {
		url: { type: 'string', default: 'http://localhost:3000' },
		key: { type: 'string', default: process.env.COCKPIT_KEY },
		rate: { type: 'string', default: '6' },
		seed: { type: 'string', default: 'pinglu' },
		scale: { type: 'string', default: '1' },
		'started-on': { type: 'string' },
		since: { type: 'string' }
	}
});
/** Something that whoever typed the command can put right. */
class Usage extends Error {}

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
	process.once(signal, () => stopping.abort());
}

main().catch((error: unknown) => {
	if (stopping.signal.aborted) process.exit(0);
	console.error(error instanceof Refused || error instanceof Usage ? error.message : error);
	process.exit(1);
});

async function main(): Promise<void> {
	const now = new Date();
	const rate = number(values.rate, 'rate');
	const scale = number(values.scale, 'scale');
	if (!values.key) throw new Usage('Give the key of the source "demo" by --key or COCKPIT_KEY.');
	const startedOn = date(values['started-on'], 'started-on') ?? now;
	// What is sent twice is counted once, so a little too early is no harm.
	const since = date(values.since, 'since') ?? new Date(now.getTime() - HOUR);
	const district = world({ seed: values.seed, startedOn, scale });
	const planned = new Pulled(events(district, since), ({ at }) => at);
	const measured = new Pulled(readings(district, since), ({ time }) => new Date(time));
	const live = new Live(district, now.getTime().toString(36));
	const log = (line: string) => console.error(`simulator: ${line}`);
	const client = new Client(values.url, values.key, stopping.signal, log);
	let extraAt = rate > 0 ? now.getTime() + live.wait(rate) : Infinity;

	for (; ; await delay(TICK_MS, undefined, { signal: stopping.signal })) {
		const time = new Date();
		for (let rows = [...measured.until(time, MOST)]; rows.length > 0;) {
			await client.post('readings', rows);
			rows = [...measured.until(time, MOST)];
		}
		const due: Sent[] = [...planned.until(time)];
		for (; extraAt <= time.getTime(); extraAt += live.wait(rate)) due.push(live.next(time));
		for (const [dataset, rows] of requests(due)) {
			await client.post(dataset, rows);
			for (const row of rows) if (dataset !== 'readings') live.remember({ dataset, row });
		}
	}
}

/** In order; one request holds one dataset, and each record once, so that no version is skipped. */
function* requests(due: Sent[]): Generator<[string, Sent['row'][]]> {
	let dataset = '';
	let rows: Sent['row'][] = [];
	for (const sent of due) {
		const known = rows.some(({ id }) => id === sent.row.id);
		if (sent.dataset !== dataset || known || rows.length === MOST) {
			if (rows.length > 0) yield [dataset, rows];
			({ dataset } = sent);
			rows = [];
		}
		rows.push(sent.row);
	}
	if (rows.length > 0) yield [dataset, rows];
}

function number(text: string, name: string): number {
	const value = Number(text);
	if (!(value >= 0)) throw new Usage(`--${name} must be a number, 0 or more.`);
	return value;
}

function date(text: string | undefined, name: string): Date | null {
	if (text === undefined) return null;
	const value = new Date(text);
	if (Number.isNaN(value.getTime())) throw new Usage(`--${name} must be an ISO time.`);
	return value;
}
