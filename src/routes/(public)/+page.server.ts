import { board } from '$lib/domain/exposure/reads.server';
import { publicCount } from '$lib/domain/exposure/rules';
import { app } from '$lib/server/app.server';
import { dateOf } from '$lib/metrics/period';
import { answered } from '../answered.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { rows, region, now, limits } = app();
	const today = dateOf(now());
	const [shown, least] = await answered(
		Promise.all([
			board(rows, region, { today, name: '', page: 1, size: 1 }),
			limits.get('public.suppressed')
		])
	);
	return { total: publicCount(shown.total, least), least };
};
