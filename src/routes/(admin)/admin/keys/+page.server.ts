import { readKeys } from '$lib/domain/access/reads.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { enter } from '../entry.server';
import { lineOf } from './key.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	const { rows, now } = app();
	const at = now();
	const keys = (await answered(rows.as(admin, at, readKeys))).map((key) => lineOf(key, at));
	const revoked = event.url.searchParams.get('done') === 'revoked';
	return {
		done: revoked ? '密钥已吊销，正在使用的连接已断开。' : null,
		held: keys.filter(({ state }) => state !== 'revoked'),
		ended: keys.filter(({ state }) => state === 'revoked')
	};
};
