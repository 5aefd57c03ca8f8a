import { board, publishedRoots } from '$lib/domain/exposure/reads.server';
import { publicCount } from '$lib/domain/exposure/rules';
import { app } from '$lib/server/app.server';
import { dateOf } from '$lib/metrics/period';
import { answered } from '../../answered.server';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ url }) => {
	const { rows, region, now, limits } = app();
	const today = dateOf(now());
	const name = (url.searchParams.get('name') ?? '').trim().slice(0, 100);
	const page = Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1;
	const [found, least, roots] = await answered(
		Promise.all([
			board(rows, region, { today, name, page, size: PAGE_SIZE }),
			limits.get('public.suppressed'),
			publishedRoots(rows, region, today)
		])
	);
	return { today, name, board: { ...found, total: publicCount(found.total, least) }, least, roots };
};
