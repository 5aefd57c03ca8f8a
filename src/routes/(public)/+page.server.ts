import { board } from '$lib/domain/exposure/reads.server';
import { app } from '$lib/server/app.server';
import { dateOf } from '$lib/metrics/period';
import { answered } from '../answered.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { database, region, now } = app();
	const today = dateOf(now());
	const shown = await answered(board(database, region, { today, name: '', page: 1, size: 1 }));
	return { total: shown.total };
};
