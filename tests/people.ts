/** Signing in as a person does, and what a page shows of one. */
import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Cockpit } from './cockpit';

/** Any demo account by its name; administrators stop at the second factor (`signInAdmin`). */
export async function signIn(page: Page, cockpit: Cockpit, who: string, to = '/desk') {
	await enter(page, { username: who, password: passwordOf(cockpit, who) }, to);
}

/** What the start printed for this account. */
export const passwordOf = (cockpit: Cockpit, who: string): string =>
	cockpit.demo!.people.find((p) => p.username === who)!.password;

/** Fills in the sign-in page and sends it. */
export async function enter(
	page: Page,
	{ username, password }: { username: string; password: string },
	to = '/desk'
) {
	await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码').fill(password);
	await page.getByRole('button', { name: '登录' }).click();
}

/** Secrets of authenticators: one set up in one test signs in again in the next. */
const secrets = new Map<string, string>();
const secretKey = (cockpit: Cockpit, who: string) => `${cockpit.url} ${who}`;

/** Signs in with both factors; sets up the second where that has not been done yet. */
export async function signInAdmin(page: Page, cockpit: Cockpit, who: string, to = '/admin') {
	const password = passwordOf(cockpit, who);
	await enter(page, { username: who, password }, to);
	const known = secrets.get(secretKey(cockpit, who));
	if (known) {
		await page.getByLabel('验证码或备用码').fill(totp(known));
		await page.getByRole('button', { name: '确定' }).click();
	} else {
		secrets.set(secretKey(cockpit, who), (await enrol(page, password)).secret);
		await page.goto(to);
	}
	await page.waitForURL((url) => !/sign-in|account\/first/.test(url.pathname));
}

/** Sets up the second factor on a page that asks for it. */
export async function enrol(page: Page, password: string) {
	const form = page.locator('form[action="?/begin"]');
	await form.getByLabel('当前密码').fill(password);
	await form.getByRole('button').click();
	const secret = (await page.locator('svg[role=img] + p code').innerText()).replace(/\s/g, '');
	const spareCodes = await page.locator('ul code').allInnerTexts();
	await page.getByLabel('手机上显示的 6 位数字').fill(totp(secret));
	await page.getByRole('button', { name: '启用' }).click();
	await page.waitForURL((url) => !url.search.includes('begin') && !url.search.includes('confirm'));
	return { secret, spareCodes };
}

/** The code that an authenticator shows now (RFC 6238; HMAC-SHA-1, 30 s, 6 digits) for a secret in base32. */
export function totp(secret: string, now = Date.now()): string {
	const bits = [...secret].map((c) => BASE32.indexOf(c).toString(2).padStart(5, '0')).join('');
	const bytes = bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
	const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
	const offset = mac.at(-1)! & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Posts rows as a source does; what the door answered. */
export async function post(cockpit: Cockpit, dataset: string, rows: object[]) {
	const answer = await fetch(`${cockpit.url}/api/v1/records/${dataset}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${cockpit.demo!.sourceKey}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(rows)
	});
	return (await answer.json()) as { accepted: number; corrected: number; seq: number };
}

/** `2026-11-23`, so many days from today in Shanghai. */
export const day = (days: number): string =>
	new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
