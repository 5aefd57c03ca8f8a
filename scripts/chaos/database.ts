/** PostgreSQL stopped for twenty seconds and started again, before the eyes of a real wall. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import * as clusters from '../../src/lib/server/postgres-cluster.server';
import { BEAT_MS } from '../../src/lib/live/protocol';
import type { Tile } from '../../src/lib/metrics/metric';
import type { Setting } from '../chaos';
import { step } from '../start/progress';
import { findChromium } from '../test/chromium';
import type { Undoing } from '../start/undo';
import { requireOnce, requireProofs, resend } from './checks';
import { Cockpit } from './cockpit';
import { Sender } from './sender';

const AWAY_MS = 20_000;
const RIGHT_AGAIN_MS = 5_000;

export async function breakDatabase({ rounds, seed, undoing }: Setting): Promise<string> {
	const cockpit = await step('Starting a cockpit', () => Cockpit.open(undoing, true));
	const page = await openWall(cockpit, undoing);
	const lines: string[] = [];
	for (let round = 1; round <= rounds; round++) {
		lines.push(await breakOnce(cockpit, page, `d${round}`, seed));
		console.log(lines.at(-1));
	}
	return `${rounds} outages of ${AWAY_MS / 1000} s. ${await cockpit.requireVerified()}`;
}

async function breakOnce(
	cockpit: Cockpit,
	page: Page,
	name: string,
	seed: string
): Promise<string> {
	const sender = new Sender(cockpit, name, seed, 20);
	await sender.register();
	let posting = true;
	const posts = (async () => {
		while (posting) {
			const request = sender.draw();
			await sender.post(request);
			// As a source does: again until it is answered, and nothing newer before that.
			while (request.answer === null) {
				await delay(300);
				request.answer = await sender.send(request);
			}
			await delay(100);
		}
	})();
	// Told where it is awaited, so that everything is taken down before we end.
	posts.catch(() => {});
	await statusIs(page, /^实时/, 10_000, 'the wall was not live before');
	await delay(2_000);

	const stopped = Date.now();
	await clusters.stop(cockpit.cluster);
	const said = await statusIs(
		page,
		/^数据中断 自 \d\d:\d\d/,
		2 * BEAT_MS,
		'the wall does not say 数据中断'
	);
	const told = Date.now() - stopped;
	requireSince(said, stopped);
	const health = await fetch(`${cockpit.url}/api/v1/health`);
	if (health.status !== 503) throw new Error(`health says ${health.status} without a database`);
	await delay(stopped + AWAY_MS - Date.now());
	if (!/^数据中断/.test(await statusOf(page)))
		throw new Error('the wall fell silent about the outage');

	const returning = Date.now();
	await clusters.start(cockpit.cluster);
	const returned = Date.now();
	await statusIs(page, /^实时/, RIGHT_AGAIN_MS, 'the wall is not live again');
	const right = await figureIsRight(cockpit, page, returned + RIGHT_AGAIN_MS);
	posting = false;
	await posts;
	// And nothing of what came meanwhile is missing there.
	await figureIsRight(cockpit, page, Date.now() + RIGHT_AGAIN_MS);

	const inside = sender.refusals.filter((time) => time > stopped + 1_000 && time < returning);
	if (inside.length < 10)
		throw new Error(`ingest answered 503 only ${inside.length} times meanwhile`);
	const reloaded = await page.evaluate(() => !('chaos' in window));
	if (reloaded) throw new Error('the wall was reloaded');
	const rows = await resend([sender]);
	const records = await requireOnce(cockpit, [sender]);
	const proofs = await requireProofs(cockpit);
	return (
		`stopped: “${said}” after ${told} ms; ${inside.length} posts answered 503; started: live and right ` +
		`${right - returned} ms after its return, without a reload; ${rows} rows, ${records} records, nothing lost; ` +
		`${proofs} figures equal their recount`
	);
}

async function openWall({ url, keys }: Cockpit, undoing: Undoing): Promise<Page> {
	const { chromium } = await import('@playwright/test');
	const browser = await chromium.launch({
		executablePath: await findChromium(undoing.signal),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
	});
	undoing.push(() => browser.close());
	const page = await browser.newPage({
		...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1920, height: 1080 } }
	});
	await page.goto(`${url}/cockpit?token=${keys.screenKey}`);
	await page.evaluate(() => Object.assign(window, { chaos: true }));
	return page;
}

const statusOf = async (page: Page): Promise<string> =>
	(await page.locator('[data-status] [role=status]').innerText()).trim();

async function statusIs(
	page: Page,
	wanted: RegExp,
	ms: number,
	otherwise: string
): Promise<string> {
	for (const deadline = Date.now() + ms; ; await delay(50)) {
		const status = await statusOf(page);
		if (wanted.test(status)) return status;
		if (Date.now() > deadline) throw new Error(`${otherwise} after ${ms} ms: it says ${status}`);
	}
}

/** “自 20:31:05” is about the moment at which it was stopped. */
function requireSince(said: string, stopped: number): void {
	const [, hour, minute, second = '0'] = /(\d\d):(\d\d)(?::(\d\d))?/.exec(said)!;
	const told = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
	const day = 86_400;
	const was = ((stopped + 8 * 3_600_000) / 1000) % day;
	const off = Math.abs(((told - was + 1.5 * day) % day) - 0.5 * day);
	if (off > 60)
		throw new Error(`stopped at ${new Date(stopped).toISOString()}, the wall says “${said}”`);
}

/** The acts of today: what the wall shows against what the API says just before or just after. */
async function figureIsRight(cockpit: Cockpit, page: Page, deadline: number): Promise<number> {
	let said = await acts(cockpit);
	for (;;) {
		const shown = Number(await page.locator(ACTS).getAttribute('data-value'));
		const before = said;
		said = await acts(cockpit);
		if (shown === before || shown === said) return Date.now();
		if (Date.now() > deadline)
			throw new Error(`the wall shows ${shown} acts, the API says ${said}`);
		await delay(20);
	}
}

const ACTS = '[data-tile="K-05|district|today"]';

async function acts(cockpit: Cockpit): Promise<number> {
	const { tiles } = await cockpit.read<{ tiles: Tile[] }>('tiles?period=today');
	return tiles.find(({ metric }) => metric === 'K-05')!.numerator;
}
