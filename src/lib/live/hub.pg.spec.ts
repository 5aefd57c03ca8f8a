import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ANY, context, REGION, SECRET, send as through } from '../../../tests/core';
import {
	dial,
	joined,
	serveHub,
	sorted,
	Viewer,
	watch,
	type Credentials,
	type Site
} from '../../../tests/live';
import { freshDatabase } from '../../../tests/postgres';
import { signedIn } from '../../../tests/signed-in';
import { createKey } from '../domain/access/keys.server';
import { DATASETS } from '../ingest/datasets.server';
import { dateOf } from '../metrics/period';
import { openApp, type App } from '../server/app.server';
import { BEAT_MS, Snapshot } from './protocol';

const WALL = `wall:${REGION}`;
let app: App;
let site: Site;
let screen: Credentials;
let reader: Credentials;
const viewers: { close(): void }[] = [];

beforeAll(async () => {
	app = await openApp({ databaseUrl: await freshDatabase(), region: REGION, secret: SECRET });
	site = await serveHub(app.hub);
	const now = new Date();
	screen = { token: await createKey(app.access, REGION, { kind: 'screen', name: 'hall', now }) };
	reader = {
		token: await createKey(app.access, REGION, { kind: 'reader', name: 'centre', now })
	};
});
afterEach(() => viewers.splice(0).forEach((viewer) => viewer.close()));
afterAll(async () => {
	await app.close();
	await site.close();
});

let count = 0;
async function send(dataset = 'inspections', more: object = {}): Promise<number> {
	const now = new Date();
	const row = {
		...DATASETS.find((d) => d.name === dataset)!.example(`h${(count += 1)}`, now),
		...more
	};
	const answer = await through(app, context(now), ANY, dataset, [row]);
	expect(answer).toMatchObject({ accepted: 1 });
	return answer.seq!;
}

async function follow(topic: string, credentials = screen, first?: Snapshot): Promise<Viewer> {
	const viewer = await Viewer.follow(site.url, topic, credentials, first);
	viewers.push(viewer);
	return viewer;
}

async function client(credentials?: Credentials) {
	const socket = dial(site.url, credentials);
	viewers.push({ close: () => socket.disconnect() });
	return joined(socket);
}

/** The cookie of a head, or of the leader. */
const person = async (department: string | null): Promise<Credentials> => {
	const { headers } = await signedIn(app, department ?? 'leader');
	return { headers };
};

const same = (viewer: Viewer) =>
	expect.poll(() => viewer.items).toEqual(sorted(app.hub.snapshot(viewer.view.topic)!.items));

it('gives a snapshot, then patches in order, and ends where the hub is', async () => {
	const viewer = await follow(WALL);
	expect(viewer.answers).toEqual(['snapshot']);
	const from = viewer.view.cursor.version;
	for (let i = 0; i < 5; i++) await send();
	const last = await send('warnings');
	await expect.poll(() => viewer.view.asOf.seq).toBeGreaterThanOrEqual(last);
	await same(viewer);
	const steps = viewer.patches.map((patch) => [patch.from, patch.to]);
	expect(steps.length).toBeGreaterThan(0);
	steps.forEach((step, i) => expect(step).toEqual([from + i, from + i + 1]));
	expect(viewer.answers).toEqual(['snapshot']);
});

it('gives a page that was painted before only what it missed', async () => {
	const first = Snapshot.parse(JSON.parse(JSON.stringify(app.hub.snapshot(WALL))));
	await send();
	await app.caughtUp();
	const viewer = await follow(WALL, screen, first);
	expect(viewer.answers).toEqual(['patches']);
	expect(viewer.status).toEqual({ kind: 'live' });
	await same(viewer);
});

it('gives a snapshot to a cursor of another life, or ahead of ours', async () => {
	const { epoch, version } = app.hub.snapshot(WALL)!.cursor;
	const socket = await client(screen);
	for (const since of [
		{ epoch: 'another', version },
		{ epoch, version: version + 1_000_000 }
	]) {
		expect(Object.keys(await watch(socket, { topic: WALL, since }))).toEqual(['snapshot']);
	}
	const since = app.hub.snapshot(WALL)!.cursor;
	expect(Object.keys(await watch(socket, { topic: WALL, since }))).toEqual(['patches']);
});

it('is asked again by a viewer that lost a patch, which then is right', async () => {
	const viewer = await follow(WALL);
	viewer.lose = 1;
	await send();
	await expect.poll(() => viewer.lose).toBe(0);
	await send('warnings');
	await expect.poll(() => viewer.answers.length, { timeout: 3 * BEAT_MS }).toBe(2);
	await same(viewer);
	expect(viewer.status).toEqual({ kind: 'live' });
});

it('beats every two seconds, and a lost last patch is found by the beat', async () => {
	const viewer = await follow(WALL);
	viewer.lose = 1;
	const seq = await send('warnings');
	await expect.poll(() => viewer.beats.length, { timeout: 4 * BEAT_MS }).toBeGreaterThanOrEqual(3);
	await same(viewer);
	expect(viewer.beats.at(-1)).toMatchObject({ topic: WALL, feed: 'live', since: null });
	expect(viewer.beats.at(-1)!.seq).toBeGreaterThanOrEqual(seq);
	const [a, b] = viewer.beats.slice(-2).map(({ at }) => Date.parse(at)) as [number, number];
	expect(Math.abs(b - a - BEAT_MS)).toBeLessThan(1000);
});

it('refuses a head other departments and the district, a screen all but walls, strangers all but the public', async () => {
	const own = `department:${REGION}:nengyuan`;
	const other = `department:${REGION}:shijian`;
	const township = `township:${REGION}:140603200`;
	const open = `public:${REGION}`;
	const answersOf = async (credentials: Credentials | undefined, ...topics: string[]) => {
		const socket = await client(credentials);
		const answers = await Promise.all(topics.map((topic) => watch(socket, { topic })));
		return answers.map((answer) => ('refused' in answer ? answer.refused : 'taken'));
	};
	const no = 'forbidden';
	expect(await answersOf(await person('nengyuan'), own, other, township, WALL, open)).toEqual([
		'taken',
		no,
		no,
		no,
		'taken'
	]);
	expect(await answersOf(await person(null), own, other, township, WALL, open)).toEqual(
		Array(5).fill('taken')
	);
	expect(await answersOf(screen, own, township, WALL, open)).toEqual([no, no, 'taken', 'taken']);
	expect(await answersOf(undefined, own, WALL, open)).toEqual([no, no, 'taken']);
	expect(await answersOf({ token: `scr_${'x'.repeat(43)}` }, WALL, open)).toEqual([no, 'taken']);
	const unknown = [
		`wall:110000`,
		`department:${REGION}:nowhere`,
		`township:${REGION}:1`,
		'nothing',
		`${WALL}:x`
	];
	expect(await answersOf(reader, ...unknown)).toEqual(Array(5).fill('not_found'));
	const socket = await client(reader);
	expect(await watch(socket, { topic: 7 })).toEqual({ refused: 'invalid' });
});

it('sends the latest value, at most ten patches a second', async () => {
	const viewer = await follow(WALL);
	const began = performance.now();
	const before = app.history.seq;
	while (performance.now() - began < 2000) await send();
	const sent = app.history.seq - before;
	await same(viewer);
	const times = viewer.patches.map(({ mono }) => mono);
	// More than a second's share of patches, on a busy machine too.
	expect(sent).toBeGreaterThan(11);
	for (const time of times) {
		expect(
			times.filter((other) => other >= time && other < time + 1000).length
		).toBeLessThanOrEqual(11);
	}
});

it('serves walls before desks, and desks before the public', async () => {
	const socket = await client(await person(null));
	const topics = [`public:${REGION}`, `department:${REGION}:nengyuan`, WALL];
	for (const topic of topics) await watch(socket, { topic });
	const heard: string[] = [];
	socket.on('patch', ({ topic }) => heard.push(topic));
	await expect
		.poll(async () => {
			heard.splice(0);
			await send('penalties', { publishedOn: dateOf(new Date()) });
			await new Promise((done) => socket.once('beat', done));
			return heard.slice(0, 3);
		})
		.toEqual([...topics].reverse());
});
