import { board } from '$lib/domain/exposure/reads.server';
import { app } from '$lib/server/app.server';
import { dateOf } from '$lib/metrics/period';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { database, region, now } = app();
	const today = dateOf(now());
	const shown = await board(database, region, { today, name: '', page: 1, size: 3 });
	return { shown };
};
