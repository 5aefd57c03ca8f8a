import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { REGION, SECRET } from '../../../tests/core';
import { dial, joined, serveHub, type Credentials, type Site } from '../../../tests/live';
import { freshDatabase } from '../../../tests/postgres';
import { createKey } from '../domain/access/keys.server';
import { openApp, type App } from '../server/app.server';

let app: App;
let site: Site;
let screen: Credentials;
const sockets: { disconnect(): void }[] = [];

beforeAll(async () => {
	app = await openApp({ databaseUrl: await freshDatabase(), region: REGION, secret: SECRET });
	site = await serveHub(app.hub);
	const now = new Date();
	screen = { token: await createKey(app.access, REGION, { kind: 'screen', name: 'hall', now }) };
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
afterAll(async () => {
	await app.close();
	await site.close();
});

async function client(credentials?: Credentials) {
	const socket = dial(site.url, credentials);
	sockets.push(socket);
	return joined(socket);
}

it('refuses to be opened by another origin, before anything is said', async () => {
	const open = (origin: string | null) =>
		new Promise<number>((done, failed) => {
			const asked = request(`${site.url}/socket.io/?EIO=4&transport=websocket`, {
				headers: {
					connection: 'Upgrade',
					upgrade: 'websocket',
					'sec-websocket-version': '13',
					'sec-websocket-key': Buffer.alloc(16).toString('base64'),
					...(origin && { origin })
				}
			});
			asked.once('response', (response) => done(response.statusCode!));
			asked.once('upgrade', (response, socket) => (socket.destroy(), done(response.statusCode!)));
			asked.once('error', failed);
			asked.end();
		});
	const { host, hostname } = new URL(site.url);
	expect(await open('https://example.com')).toBe(403);
	expect(await open('null')).toBe(403);
	expect(await open(`http://${hostname}:1`)).toBe(403);
	expect(await open(`http://${host}`)).toBe(101);
	expect(await open(null)).toBe(101);
});

it('takes a limited number of strangers from one address, and others when those have gone', async () => {
	const strangers = await Promise.all(Array.from({ length: 20 }, () => client()));
	await expect(client()).rejects.toThrow('too_many');
	// Someone with a key is no stranger.
	await client(screen);
	strangers[0]!.disconnect();
	await expect
		.poll(() =>
			client().then(
				() => 'in',
				(error: Error) => error.message
			)
		)
		.toBe('in');
});

it('forgets strangers that hung up before they were let in', async () => {
	// A key that holds nowhere: it takes a look into the database to know that.
	const token = `scr_${'x'.repeat(43)}`;
	const hasty = Array.from({ length: 60 }, () => dial(site.url, { token }));
	await Promise.all(
		hasty.map(
			(socket) =>
				new Promise((done) =>
					socket.io.once('open', () => setImmediate(() => done(socket.disconnect())))
				)
		)
	);
	await expect
		.poll(() =>
			Promise.all(Array.from({ length: 3 }, () => client())).then(
				() => 'in',
				(error: Error) => error.message
			)
		)
		.toBe('in');
});
