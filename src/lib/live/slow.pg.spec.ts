/** Many viewers and slow ones: a hub of its own, with lists as large as no district has them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REGION, SECRET } from '../../../tests/core';
import { serveHub, sorted, Viewer, type Client } from '../../../tests/live';
import { freshDatabase } from '../../../tests/postgres';
import { Matters } from '../domain/matters/reads.server';
import { METRICS } from '../domain/metrics';
import { openApp, type App } from '../server/app.server';
import { Composer } from './composer.server';
import { Hub } from './hub.server';
import type { ExposureItem } from './protocol';

let app: App;
beforeAll(async () => {
	app = await openApp({ databaseUrl: await freshDatabase(), region: REGION, secret: SECRET });
});
afterAll(() => app.close());

const TOPIC = `public:${REGION}`;

function hubOf(exposures: ExposureItem[]): Hub {
	const { history, reference, bands, now, database } = app;
	const composer = new Composer({
		region: REGION,
		metrics: METRICS,
		bands,
		reference,
		history,
		matters: new Matters(database.sql, REGION),
		eventsOf: () => [],
		exposures,
		proofOf: () => undefined
	});
	return new Hub({
		composer,
		authenticate: async () => ({ kind: 'public' }),
		refusal: () => null,
		asOf: () => ({ seq: history.seq, at: now().toISOString() }),
		now,
		t: () => history.clock(now()),
		publicLimit: 1000
	});
}

const exposure = (i: number, title: string): ExposureItem => ({
	...{ id: `exposure|${i}`, type: 'exposure', name: '某公司', title, result: '罚款' },
	...{ department: 'shijian', decidedOn: '2026-11-01', until: '2026-12-01' }
});

/** The client's end of the line. */
const lineOf = ({ io }: Client) =>
	(
		io.engine.transport as unknown as {
			ws: { _socket: { pause(): void; resume(): void; bytesRead: number } };
		}
	).ws._socket;

it(
	'sets a viewer aside that does not read, keeps memory bounded, and has it right again later',
	{ timeout: 60_000 },
	async () => {
		const exposures = Array.from({ length: 1000 }, (_, i) => exposure(i, 'x'));
		const hub = hubOf(exposures);
		const site = await serveHub(hub);
		try {
			const slow = await Viewer.follow(site.url, TOPIC);
			const [server] = site.connections;
			const quick = await Viewer.follow(site.url, TOPIC);
			const line = lineOf(slow.client);
			line.pause();
			const before = line.bytesRead;
			let most = 0;
			const size = JSON.stringify(exposures).length + 1_000 * 1_000;
			const rounds = 60;
			for (let round = 0; round < rounds; round++) {
				exposures.forEach((_, i) => (exposures[i] = exposure(i, `${round} `.padEnd(1_000, 'x'))));
				const { version } = quick.view.cursor;
				hub.changed({ cells: new Set(), lists: true });
				await expect
					.poll(() => quick.view.cursor.version, { timeout: 5000, interval: 5 })
					.toBe(version + 1);
				most = Math.max(most, server!.writableLength);
			}
			// What waits for it in this process: the limit, and the patch that went over it.
			expect(most).toBeLessThan(1_000_000 + 2 * size);
			expect(quick.items).toEqual(sorted(hub.snapshot(TOPIC)!.items));
			line.resume();
			await expect
				.poll(() => slow.items, { timeout: 15_000 })
				.toEqual(sorted(hub.snapshot(TOPIC)!.items));
			// The rest of the sixty was never sent to it.
			expect(line.bytesRead - before).toBeLessThan((rounds * size) / 2);
			exposures.pop();
			hub.changed({ cells: new Set(), lists: true });
			await expect.poll(() => slow.items.length).toBe(999);
			expect(slow.answers.at(-1)).toBe('snapshot');
			slow.close();
			quick.close();
		} finally {
			await hub.close();
			await site.close();
		}
	}
);

it('encodes a patch once, for one viewer as for fifty', async () => {
	let encoded = 0;
	const counted = (title: string): ExposureItem => {
		const item = exposure(0, title);
		Object.defineProperty(item, 'toJSON', {
			enumerable: false,
			value: () => ((encoded += 1), { ...item })
		});
		return item;
	};
	const exposures = [counted('first')];
	const hub = hubOf(exposures);
	const site = await serveHub(hub);
	try {
		const viewers = [await Viewer.follow(site.url, TOPIC)];
		const costOf = async (title: string) => {
			encoded = 0;
			exposures[0] = counted(title);
			hub.changed({ cells: new Set(), lists: true });
			const all = () => viewers.every((viewer) => JSON.stringify(viewer.items).includes(title));
			await expect.poll(all).toBe(true);
			return encoded;
		};
		const one = await costOf('for one');
		viewers.push(
			...(await Promise.all(Array.from({ length: 49 }, () => Viewer.follow(site.url, TOPIC))))
		);
		expect(await costOf('for fifty')).toBe(one);
		viewers.forEach((viewer) => viewer.close());
	} finally {
		await hub.close();
		await site.close();
	}
});
