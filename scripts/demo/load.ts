/** Loads the demo district into a ledger, or fills the days that it was off. The only caller that passes a clock. */
import { markSilent } from '../../src/lib/domain/monitoring/writes.server';
import { rulesFor } from '../../src/lib/domain/monitoring/reads.server';
import { openCore, type Core } from '../../src/lib/server/core.server';
import { openDatabase } from '../../src/lib/server/database.server';
import { readDemo, saveDemo, type Demo } from '../../src/lib/server/demo.server';
import { alarms, flipsOf, type RulesOf } from './alarms';
import { events } from './events';
import { Pulled } from './pulled';
import { readings } from './telemetry';
import { DAY, dayOf, dayText, MINUTE, momentOf, shift } from './time';
import { DEMO_SOURCE, Writer } from './writer';
import { HISTORY_DAYS, world } from './world';

export { DEMO_SOURCE };

export interface Progress {
	/** 0 to 1, of the time to be filled. */
	share: number;
	rows: number;
	/** The day that is being written. */
	day: string;
}

export interface LoadOptions {
	url: string;
	region: string;
	secret: string;
	now: Date;
	seed?: string;
	/** 1 is the whole district. */
	scale?: number;
	progress?: (progress: Progress) => void;
}

export interface Loaded extends Demo {
	rows: number;
	rejected: number;
}

/** Readings are loaded for the last day; what older ones meant is in the alarms. */
const READINGS_MS = DAY;
const SLICE_MS = 30 * MINUTE;
/** The last readings before a stop may have come for some points only. */
const OVERLAP_MS = 10 * MINUTE;

/** Loads a district; where one is loaded already, also half, goes on from there. */
export async function loadDemo(options: LoadOptions): Promise<Loaded> {
	return within(options, (core, known) => fill(core, known ?? begin(options), options));
}

/** Fills up to `now`; null where no demo is loaded. */
export async function fillDemo(options: LoadOptions): Promise<Loaded | null> {
	return within(options, async (core, known) => known && fill(core, known, options));
}

async function within<T>(
	{ url, region, secret }: LoadOptions,
	work: (core: Core, known: Demo | null) => Promise<T>
): Promise<T> {
	const relaxed = new URL(url);
	// A crash may lose the last moments: `filled_until` is lost with them, and the next fill brings both.
	relaxed.searchParams.set('synchronous_commit', 'off');
	const core = await openCore(relaxed.href, region, secret);
	try {
		return await work(core, await readDemo(core.database, region));
	} finally {
		await core.close();
	}
}

function begin({ now, seed = 'pinglu', scale = 1 }: LoadOptions): Demo {
	return { seed, scale, startedOn: now, filledUntil: momentOf(dayOf(now) - HISTORY_DAYS, -1) };
}

async function fill(core: Core, demo: Demo, { url, now, progress }: LoadOptions): Promise<Loaded> {
	const district = world(demo);
	const writer = new Writer(core);
	const from = demo.filledUntil;
	// Up to here the points were heard: what their readings meant is in the ledger.
	const heard = later(from, await writer.lastReading());
	const boundary = later(from, later(shift(now, -READINGS_MS), shift(heard, -OVERLAP_MS)));
	const stream = new Pulled(events(district, from, now), ({ at }) => at);
	const rules = await rulesFor(core);
	const rulesOf: RulesOf = ({ factor }) => rules.get(`${factor.field}|${factor.factor}`) ?? [];
	const flips = flipsOf(alarms(district, rulesOf, heard, boundary));

	const beginning = momentOf(district.firstDay, 0);
	if (from < beginning) await writer.events(district.reference(), beginning);
	await saveDemo(core.database, core.region, demo);
	await writer.learnOpenAlarms();

	let done = from;
	let nextAnalysis = 1;
	// A small district has little to write in a day.
	const stride = Math.max(1, Math.floor(0.1 / demo.scale));
	for (const until of steps(from, boundary, now, stride)) {
		await writer.events(stream.until(until), until);
		if (until <= boundary) {
			const due = flips.filter(({ at }) => at > later(done, heard) && at <= until);
			await writer.alarms(due, until);
		} else {
			await writer.readings(readings(district, done, until), until);
			await markSilent(core, { ...writer.context(until), actor: 'job:clock', source: 'job' });
		}
		await saveDemo(core.database, core.region, { ...demo, filledUntil: until });
		if (writer.tally.rows >= nextAnalysis) {
			await analyse(url, 10);
			nextAnalysis = writer.tally.rows * 1.4;
		}
		done = until;
		const share = (until.getTime() - from.getTime()) / (now.getTime() - from.getTime() || 1);
		progress?.({ share, rows: writer.tally.rows, day: dayText(dayOf(until)) });
	}
	if (writer.tally.rows > 10_000) await analyse(url, 100);
	return { ...demo, filledUntil: later(from, now), ...writer.tally };
}

const later = (a: Date, b: Date | null) => (b && b > a ? b : a);

/** Tables that grow from nothing outrun their statistics, and the plans that were made when they were small. */
async function analyse(url: string, precision: number): Promise<void> {
	const database = openDatabase(url, { max: 1, role: null });
	await database.sql.unsafe(`set default_statistics_target = ${precision}`);
	await database.sql`analyze fact, obligation, complaint, warning, inspection, penalty, point_state`;
	await database.close();
}

/** By days up to the boundary, then in slices short enough for alarms to come near their time. */
function* steps(from: Date, boundary: Date, now: Date, stride: number): Generator<Date> {
	for (let day = dayOf(from) + 1; momentOf(day, 0) < boundary; day += stride)
		yield momentOf(day, 0);
	if (from < boundary) yield boundary;
	for (let at = shift(boundary, SLICE_MS); at < now; at = shift(at, SLICE_MS)) yield at;
	if (boundary < now) yield now;
}
