/** `npm run bench`: what this machine does, each figure beside its own floor. It reports; it never passes or fails. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchFold } from './bench/fold';
import { benchIngest, benchReadings } from './bench/ingest';
import { LiveBench, type LiveResult } from './bench/live';
import { openPlace, type Place } from './bench/place';
import { print, type Report } from './bench/report';
import { build, isFresh } from './start/build';
import { explain } from './start/fail';
import { followParent } from './start/parent';
import { step } from './start/progress';
import { Undoing } from './start/undo';

const OPTIONS = {
	/** Seconds instead of minutes: shows that it runs, measures nothing. */
	quick: { type: 'boolean', default: false },
	json: { type: 'string' },
	/** Records and fold alone, without the viewers. */
	'no-live': { type: 'boolean', default: false },
	/** A folder for the server's CPU profile (`node --cpu-prof`). */
	profile: { type: 'string' }
} as const;

const undoing = new Undoing();
undoing.onSignals();
followParent(undoing);

main()
	.catch((error: unknown) => {
		if (undoing.signal.aborted) return;
		console.error(`\n${explain(error)}`);
		process.exitCode = 1;
	})
	.then(() => undoing.run())
	.then(() => process.exit());

async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS, strict: true });
	if (!isFresh()) await step('Building the pages', () => build(undoing.signal));
	const place = await step('Opening an empty cockpit', () => openPlace(undoing, values.profile));
	const now = new Date();
	const sizes = values.quick
		? { rounds: 1, requests: 1, rows: 1_000 }
		: { rounds: 3, requests: 4, rows: 3_000 };
	const ingest = await step('Records in', () => benchIngest(place, sizes, now));
	const readings = await step('Readings in', () => benchReadings(place, sizes, now));
	const fold = await step('Fold from zero', () => benchFold(place));
	const live = values['no-live'] ? [] : await benchLive(place, values.quick);
	const report: Report = { sizes, ingest, readings, fold, live };
	print(report);
	if (values.json) writeFileSync(values.json, JSON.stringify(report, replaceMap, '\t'));
}

async function benchLive(place: Place, quick: boolean): Promise<LiveResult[]> {
	const liveBench = new LiveBench(place, quick ? 2_000 : 12_000, undoing);
	const live: LiveResult[] = [];
	// The last is the first again: what two runs with one viewer differ by is noise.
	for (const viewers of [1, 100, 1_000, 1]) {
		const title = `Live, ${viewers} ${viewers === 1 ? 'viewer' : 'viewers'}`;
		live.push(await step(title, () => liveBench.run(viewers, new Date())));
	}
	return live;
}

const replaceMap = (_: string, value: unknown) =>
	value instanceof Map ? Object.fromEntries(value) : value;
