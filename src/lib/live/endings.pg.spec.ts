/** Whatever ends, its sockets close within a second, whoever ended it and in whichever process. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { REGION, SECRET } from '../../../tests/core';
import { dial, joined, serveHub, watch, type Client, type Site } from '../../../tests/live';
import { freshDatabase } from '../../../tests/postgres';
import { signedIn } from '../../../tests/signed-in';
import { createKey } from '../domain/access/keys.server';
import { openApp, type App } from '../server/app.server';
import { openDatabase, type Database } from '../server/database.server';

let app: App;
let site: Site;
/** Somebody at the database itself, in another process as far as the application knows. */
let elsewhere: Database;
const sockets: Client[] = [];
let clock: Date | null = null;

beforeAll(async () => {
	const databaseUrl = await freshDatabase();
	app = await openApp({
		databaseUrl,
		region: REGION,
		secret: SECRET,
		now: () => clock ?? new Date()
	});
	site = await serveHub(app.hub);
	elsewhere = openDatabase(databaseUrl, { max: 1, role: null });
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
afterAll(async () => {
	await elsewhere.close();
	await app.close();
	await site.close();
});

async function connect(credentials: { token?: string; headers?: Record<string, string> }) {
	const socket = dial(site.url, credentials);
	sockets.push(socket);
	return joined(socket);
}

/** Milliseconds until the server closes this socket. */
async function closedAfter(socket: Client, act: () => Promise<unknown>): Promise<number> {
	const closed = new Promise<string>((done) => socket.once('disconnect', done));
	const begun = performance.now();
	await act();
	expect(await closed).toMatch(/transport close|io server disconnect/);
	return performance.now() - begun;
}

it('a revoked key, of a screen and of a reader', async () => {
	const now = new Date();
	for (const kind of ['screen', 'reader'] as const) {
		const token = await createKey(app.access, REGION, { kind, name: 'one', now });
		const other = await createKey(app.access, REGION, { kind, name: 'other', now });
		const socket = await connect({ token });
		const kept = await connect({ token: other });
		const revoke = () =>
			elsewhere.sql`update access_key set revoked_at = now() where kind = ${kind} and name = 'one'`;
		expect(await closedAfter(socket, revoke)).toBeLessThan(1000);
		expect(kept.connected).toBe(true);
		const again = await connect({ token });
		expect(await watch(again, { topic: `wall:${REGION}` })).toEqual({ refused: 'forbidden' });
	}
});

it('an ended session, a stopped account, a changed duty', async () => {
	for (const end of [
		(id: string) => elsewhere.sql`delete from session where user_id = ${id}`,
		(id: string) => elsewhere.sql`update "user" set suspended_at = now() where id = ${id}`,
		(id: string) => elsewhere.sql`update "user" set department = 'shijian' where id = ${id}`
	]) {
		const { headers, id } = await signedIn(app, 'nengyuan');
		const socket = await connect({ headers });
		const topic = `department:${REGION}:nengyuan`;
		expect(Object.keys(await watch(socket, { topic }))).toEqual(['snapshot']);
		expect(await closedAfter(socket, () => end(id))).toBeLessThan(1000);
		const again = await connect({ headers });
		expect(await watch(again, { topic })).toEqual({ refused: 'forbidden' });
		await elsewhere.sql`
			update "user" set suspended_at = null, department = 'nengyuan' where id = ${id}`;
	}
});

it('a session that nobody used for half an hour, though its page stayed open', async () => {
	const { headers } = await signedIn(app, 'leader');
	const socket = await connect({ headers });
	const later = () => {
		clock = new Date(Date.now() + 31 * 60_000);
		return Promise.resolve();
	};
	// Looked up every quarter of a minute; nothing else tells of it.
	expect(await closedAfter(socket, later)).toBeLessThan(20_000);
	clock = null;
});
