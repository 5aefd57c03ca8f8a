import { fail, redirect } from '@sveltejs/kit';
import { addressInWords } from '$lib/domain/access/network';
import { endOthers, removeFactor } from '$lib/domain/access/own.server';
import { findPerson, sessionsOf } from '$lib/domain/access/reads.server';
import { ROLE } from '$lib/domain/access/roles';
import { sessionHolds } from '$lib/domain/access/sessions.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { moment } from '../../../wording';
import { attempted, doingOf, enter } from '../entry.server';
import { placeOf } from '../place.server';
import { device } from './device';
import { begin, confirm } from './factor.server';
import { change } from './password.server';
import type { Actions, PageServerLoad } from './$types';

const DONE: Record<string, string> = {
	password: '密码已修改，其他登录已退出。',
	factor: '动态口令已启用，下次登录时须输入验证码。',
	removed: '动态口令已停用。',
	others: '其他登录已退出。'
};

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const running = app();
	const { rows, limits, now } = running;
	const [[account, sessions], idle, holds, shortest] = await answered(
		Promise.all([
			rows.as(person, now(), (sql) =>
				Promise.all([findPerson(sql, person.id), sessionsOf(sql, person.id)])
			),
			limits.get('session.idle'),
			sessionHolds(running, now()),
			limits.get('password.length')
		])
	);
	return {
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null,
		admin: ROLE[person.role].admin,
		username: account?.username ?? '',
		twoFactor: account?.twoFactor ?? false,
		idle,
		shortest,
		facts: [
			{ name: '姓名', value: person.name },
			{ name: '用户名', value: account?.username },
			{ name: '角色', value: ROLE[person.role].name },
			{ name: '单位', value: placeOf(person) },
			{ name: '职务', value: account?.post },
			{ name: '执法证号', value: person.certificate }
		],
		// Those that have run out are still written down until somebody comes with them.
		sessions: sessions.filter(holds).map(({ id, createdAt, updatedAt, address, userAgent }) => ({
			id,
			device: device(userAgent),
			address: address ? addressInWords(address) : '—',
			begun: moment(createdAt.toISOString()).slice(0, 16),
			seen: moment(updatedAt.toISOString()).slice(0, 16),
			here: id === person.session
		}))
	};
};

export const actions: Actions = {
	password: async (event) => (await change(event)) ?? redirect(303, '?done=password'),
	begin,
	confirm: async (event) => (await confirm(event)) ?? redirect(303, '?done=factor'),
	remove: async (event) => {
		const form = await event.request.formData();
		const password = String(form.get('password') ?? '');
		const removed = await attempted(removeFactor(doingOf(event), event, password));
		if ('fault' in removed) return fail(400, { of: 'remove' as const, message: removed.fault });
		redirect(303, '?done=removed');
	},
	others: async (event) => {
		await answered(endOthers(doingOf(event)));
		redirect(303, '?done=others');
	}
};
