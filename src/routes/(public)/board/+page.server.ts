import { board } from '$lib/domain/exposure/reads.server';
import { app } from '$lib/server/app.server';
import { dateOf } from '$lib/metrics/period';
import { answered } from '../../answered.server';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ url }) => {
	const { database, region, now } = app();
	const today = dateOf(now());
	const name = (url.searchParams.get('name') ?? '').trim().slice(0, 100);
	const page = Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1;
	const found = board(database, region, { today, name, page, size: PAGE_SIZE });
	return { today, name, board: await answered(found) };
};
