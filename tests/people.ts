/** Signing in as a person does, and what a page shows of one. */
import type { Page } from '@playwright/test';
import type { Cockpit } from './cockpit';

/** `leader`, or the head of this department. */
export async function signIn(page: Page, cockpit: Cockpit, who: string, to = '/desk') {
	const person = cockpit.demo!.people.find((p) => p.username === who)!;
	await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
	await page.getByLabel('用户名').fill(person.username);
	await page.getByLabel('密码').fill(person.password);
	await page.getByRole('button', { name: '登录' }).click();
}

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
