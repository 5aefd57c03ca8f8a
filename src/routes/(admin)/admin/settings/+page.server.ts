import { fail, redirect } from '@sveltejs/kit';
import { changeLimit } from '$lib/domain/access/limit-writes.server';
import { BOUNDS, LIMITS, readLimits, type Limit } from '$lib/domain/access/limits.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { attempted, doingOf, enter, typed } from '../entry.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	const { rows, now, region } = app();
	const limits = await answered(rows.as(admin, now(), (sql) => readLimits(sql, region)));
	const done = event.url.searchParams.get('done') ?? '';
	return {
		done: Object.hasOwn(LIMITS, done) ? `“${wordsOf(done as Limit).name}”已修改。` : null,
		limits: limits.map(({ id, amount, source }) => ({
			...{ id, amount, source },
			...wordsOf(id),
			...BOUNDS[id]
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const values = typed(await event.request.formData());
		const { id = '', amount = '', source = '' } = values;
		const input = { id, amount: amount.trim(), source: source.trim() };
		const changed = await attempted(changeLimit(doingOf(event), input));
		if ('fault' in changed) return fail(400, { ...input, message: changed.fault });
		redirect(303, `?done=${changed.done}`);
	}
};

/** `无操作自动退出（分钟）`: its name, and the unit in which it counts. */
function wordsOf(id: Limit): { name: string; unit: string } {
	const [name = '', unit = ''] = LIMITS[id].split(/[（）]/);
	return { name, unit };
}
