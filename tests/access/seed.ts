/** What the probes are tried on: records of two departments, keys, a grant between two others. */
import type { Browser } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cockpit } from '../cockpit';
import { day, post, signIn } from '../people';
import { OURS, THEIRS } from './probes';

export async function seed(cockpit: Cockpit): Promise<void> {
	const example = async (dataset: string, more: object) => {
		const document = await (await fetch(`${cockpit.url}/api/v1/openapi.json`)).json();
		const path = document.paths[`/api/v1/records/${dataset}`];
		return { ...path.post.requestBody.content['application/json'].example[0], ...more };
	};
	for (const [id, department, township] of [
		[OURS, 'nengyuan', '140603200'],
		[THEIRS, 'shijian', '140603100']
	] as const) {
		const own = { id, department, township };
		await post(cockpit, 'inspections', [
			await example('inspections', {
				...own,
				checkActionName: id,
				checkDate: day(0),
				administrativeCpNa: '1',
				administrativeCpCeType: '111',
				administrativeCpUiCode: '140603199001010010',
				checkPersonnelCode: [department === 'nengyuan' ? '14060319001' : '14060318001']
			})
		]);
		// Refused: an anomaly of its department.
		await post(cockpit, 'items', [own]);
		await post(cockpit, 'warnings', [await example('warnings', { ...own, title: id, level: 1 })]);
		await post(cockpit, 'complaints', [await example('complaints', { ...own, topic: id })]);
	}
}

/** Given by the other department, to a third one: neither is ours to revoke. */
export async function giveGrant(cockpit: Cockpit, browser: Browser): Promise<string> {
	const context = await browser.newContext({ baseURL: cockpit.url });
	const page = await context.newPage();
	await signIn(page, cockpit, 'shijian', '/desk/grants');
	await page.waitForURL('**/desk/grants');
	await context.request.post('/desk/grants?/give', {
		headers: { origin: cockpit.url },
		form: { grantee: 'shuili', purpose: '权限核对测试', expires: day(7) }
	});
	const text = await (await context.request.get('/desk/grants')).text();
	await context.close();
	return /name="id" value="([\w-]{36})"/.exec(text)![1]!;
}

const exec = promisify(execFile);

export async function makeKey({ data }: Cockpit, kind: string, ...more: string[]): Promise<string> {
	const args = ['--import', 'tsx', 'scripts/keys.ts', kind, '--name', 'matrix', ...more];
	const { stdout } = await exec(process.execPath, args, {
		env: { ...process.env, COCKPIT_DATA: data }
	});
	return stdout.trim().split('\n').at(-1)!;
}
