/** The running application of this process: the ledger followed, the fold kept, the hub fed. */
import { eq } from 'drizzle-orm';
import { dropOld } from '../domain/access/lockout.server';
import { createAuth, type Auth } from '../domain/access/auth.server';
import { Endings } from '../domain/access/endings.server';
import { Platform } from '../domain/access/province.server';
import { keepRoots } from '../domain/audit/roots.server';
import { Verification } from '../domain/audit/verification.server';
import { currentExposures } from '../domain/exposure/reads.server';
import { runClock } from '../domain/anomalies/clock.server';
import { Matters } from '../domain/matters/reads.server';
import { METRICS } from '../domain/metrics';
import { markSilent } from '../domain/monitoring/writes.server';
import { recountsOf } from '../domain/recounts.server';
import { types } from '../domain/types.server';
import { Tail, type Batch } from '../ledger/tail.server';
import { Composer } from '../live/composer.server';
import { Feed } from '../live/feed.server';
import { Hub, setHub } from '../live/hub.server';
import { Reconciler } from '../live/reconciler.server';
import type { ExposureItem } from '../live/protocol';
import { authenticateSocket, refuseTopic } from '../live/entrance.server';
import { History } from '../metrics/history.server';
import { dateOf } from '../metrics/period';
import type { Bands } from '../metrics/metric';
import { Prover } from '../metrics/prover.server';
import { metricBand } from '../metrics/tables.server';
import type { Province } from './config.server';
import { openCore, type Core } from './core.server';
import { demoState } from './tables.server';

/** How often the clock job looks for points gone silent. */
const CLOCK_MS = 5_000;
/** Sockets from one address that belong to nobody signed in. */
const PUBLIC_SOCKETS = 20;

export interface App extends Core {
	auth: Auth;
	/** The provincial identity platform; null where none is configured. */
	platform: Platform | null;
	history: History;
	hub: Hub;
	tail: Tail;
	prover: Prover;
	verification: Verification;
	bands: ReadonlyMap<string, Bands>;
	/** Is the demo district loaded? Every page then says so. */
	demo: boolean;
	now(): Date;
	/** Waits until the fold holds what this process has committed, two seconds at most. */
	caughtUp(): Promise<void>;
}

export interface Settings {
	databaseUrl: string;
	region: string;
	secret: string;
	/** The provincial identity platform, where people may sign in by it. */
	province?: Province | null;
	now?: () => Date;
}

export async function openApp({
	databaseUrl,
	region,
	secret,
	province = null,
	now = () => new Date()
}: Settings): Promise<App> {
	const core = await openCore(databaseUrl, region, secret);
	const { database, fold, wake } = core;
	const matters = new Matters(fold.sql, region);
	const feed = new Feed();
	const exposures: ExposureItem[] = [];
	const readExposures = async () =>
		void exposures.splice(
			0,
			exposures.length,
			...(await currentExposures(core.rows, region, dateOf(now()), 20))
		);
	const [history, bandRows, demoRows] = await Promise.all([
		History.open(fold, region, METRICS),
		database.orm.select().from(metricBand).where(eq(metricBand.region, region)),
		database.orm.select().from(demoState).where(eq(demoState.region, region)),
		readExposures(),
		keepRoots(core, now())
	]);
	// After the fold: what commits meanwhile comes by the tail.
	await matters.load();
	await feed.load(fold.sql, region, history.seq);
	const bands = new Map(bandRows.map((row) => [row.metric, row]));
	const prover = new Prover(fold.sql, recountsOf);
	const verification = new Verification(core, types, now);
	const auth = createAuth(core.access, secret);
	const platform = province && new Platform(core, secret, province);
	const reconciler: Reconciler = new Reconciler(prover, history, region, METRICS, now, (cells) =>
		hub.noted({ cells, lists: false })
	);
	const composer = new Composer({
		region,
		metrics: METRICS,
		bands,
		reference: core.reference,
		history,
		matters,
		eventsOf: (scope) => feed.eventsOf(scope),
		exposures,
		proofOf: (tile) => reconciler.proofOf(tile)
	});
	const hub = new Hub({
		composer,
		authenticate: (request, handshake) => authenticateSocket(core, auth, request, handshake, now()),
		refusal: (actor, topic) => refuseTopic(core, actor, topic, now()),
		asOf: () => ({ seq: history.seq, at: now().toISOString() }),
		now,
		t: () => history.clock(now()),
		publicLimit: PUBLIC_SOCKETS
	});
	const endings = new Endings({
		core,
		end: (ending) => hub.end(ending),
		connected: () => hub.connected(),
		now
	});
	const waiting = new Set<() => void>();

	// All reading comes first: whatever fails there is tried again, and nothing is folded twice.
	const onBatch = async (batch: Batch) => {
		const touched = await matters.read(batch);
		if (batch.entries.some(({ kind }) => kind.startsWith('penalty.'))) await readExposures();
		// Read again after a delay that the tail took for a failure: it has been handed on already.
		if (batch.entries[0]!.seq <= history.seq) return;
		const cells = history.apply(batch);
		if (touched) matters.apply(touched);
		feed.push(batch);
		hub.changed({ cells, lists: true });
		history.maintain(now());
		for (const check of waiting) check();
	};
	const tail = new Tail(fold.sql, region, history.seq, onBatch, (since) => hub.setCut(since), now);
	tail.listen(wake);
	reconciler.start(composer.viewOf(`wall:${region}`)!.tiles);

	// Figures that hang on time change with the whole minute, as deadlines do.
	const atTheMinute = () => {
		minute = setTimeout(
			() => {
				atTheMinute();
				keepRoots(core, now()).catch(() => {});
				dropOld(core, now()).catch(() => {});
				readExposures()
					.catch(() => {})
					.finally(() => hub.changed({ cells: 'all', lists: true }));
			},
			60_000 - (now().getTime() % 60_000)
		);
	};
	let minute: ReturnType<typeof setTimeout>;
	atTheMinute();
	const clock = setInterval(() => {
		const ctx = { region, actor: 'job:clock', source: 'job', now: now() };
		// The database out of reach is told by the tail; the job comes again.
		if (tail.cutSince) return;
		markSilent(core, ctx).catch(() => {});
		runClock(core, ctx).catch(() => {});
	}, CLOCK_MS);
	setHub(hub);

	return {
		...core,
		auth,
		platform,
		history,
		hub,
		tail,
		prover,
		verification,
		bands,
		demo: demoRows.length > 0,
		now,
		caughtUp() {
			if (history.seq >= wake.last) return Promise.resolve();
			return new Promise<void>((resolve) => {
				const timer = setTimeout(done, 2_000);
				function done() {
					clearTimeout(timer);
					waiting.delete(check);
					resolve();
				}
				const check = () => void (history.seq >= wake.last && done());
				waiting.add(check);
			});
		},
		async close() {
			clearTimeout(minute);
			clearInterval(clock);
			reconciler.stop();
			endings.close();
			setHub(null);
			await hub.close();
			await tail.close();
			await verification.stop();
			await history.checkpoint(now()).catch(() => {});
			await core.close();
		}
	};
}

let running: App | null = null;

export async function startApp(settings: Settings): Promise<App> {
	running = await openApp(settings);
	return running;
}

/** The running application. Throws before `startApp` has finished. */
export function app(): App {
	if (!running) throw new Error('the application has not been started');
	return running;
}

export async function stopApp(): Promise<void> {
	const stopping = running;
	running = null;
	await stopping?.close();
}
