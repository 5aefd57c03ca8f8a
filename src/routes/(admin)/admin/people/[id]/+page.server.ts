import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { lockedUntil } from '$lib/domain/access/lockout.server';
import { NewPerson, Purpose } from '$lib/domain/access/model';
import * as people from '$lib/domain/access/people.server';
import { findPerson } from '$lib/domain/access/reads.server';
import { mayName, mayStop, ROLE } from '$lib/domain/access/roles';
import { app } from '$lib/server/app.server';
import { answered, refuse } from '../../../../answered.server';
import { moment } from '../../../../wording';
import { attempted, doingOf, enter, parsed, typed } from '../../entry.server';
import { placeOf } from '../../place.server';
import { choicesOf } from '../choices.server';
import type { Actions, PageServerLoad } from './$types';

const DONE: Record<string, string> = {
	changed: '账号已变更，本人须重新登录。',
	suspended: '账号已停用，已有登录全部退出。',
	restored: '账号已恢复，本人可以登录。',
	factor: '动态口令已重置，本人下次登录后重新设置。',
	ended: '已有登录全部退出。',
	unlocked: '已解除锁定，本人可以立即登录。'
};

const NOT_YOURS = '没有这个账号，或者它不在您的管理范围内。';

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	const core = app();
	const now = core.now();
	const id = idOf(event);
	const person = await answered(core.rows.as(admin, now, (sql) => findPerson(sql, id)));
	// Whether it exists elsewhere is not said.
	if (!person) refuse(NOT_YOURS);
	const self = id === admin.id;
	const stops = !self && mayStop(admin, person);
	const names = !self && mayName(admin, person);
	const locked = stops
		? await answered(lockedUntil(core, { username: person.username, now }))
		: null;
	const at = (date: Date | null) => date && moment(date.toISOString()).slice(0, 16);
	return {
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null,
		self,
		names,
		stops,
		name: person.name,
		suspended: at(person.suspendedAt),
		locked: at(locked),
		seen: at(person.seenAt),
		twoFactor: person.twoFactor,
		admin: ROLE[person.role].admin,
		facts: [
			{ name: '用户名', value: person.username },
			{ name: '角色', value: ROLE[person.role].name },
			{ name: '单位', value: placeOf(person) },
			{ name: '职务', value: person.post },
			{ name: '执法证号', value: person.certificate },
			{ name: '动态口令', value: person.twoFactor ? '已启用' : '未启用' },
			{ name: '开通时间', value: at(person.createdAt) },
			{ name: '最近使用', value: at(person.seenAt) ?? '当前没有登录' }
		],
		values: {
			name: person.name,
			role: person.role,
			department: person.department ?? '',
			township: person.township ?? '',
			post: person.post ?? '',
			certificate: person.certificate ?? ''
		},
		choices: names ? choicesOf(admin) : null
	};
};

const Change = NewPerson.omit({ username: true, identity: true });

export const actions: Actions = {
	change: async (event) => {
		const values = typed(await event.request.formData());
		const form = parsed(Change, values);
		if ('fault' in form) return fail(400, { of: 'change', values, message: form.fault });
		const { doing, id } = asked(event);
		const changed = await attempted(people.changeAccount(doing, id, form.given));
		if ('fault' in changed) return fail(400, { of: 'change', values, message: changed.fault });
		redirect(303, '?done=changed');
	},
	suspend: async (event) => {
		const values = typed(await event.request.formData());
		const form = parsed(Purpose, values.purpose);
		if ('fault' in form) return fail(400, { of: 'suspend', values, message: form.fault });
		const { doing, id } = asked(event);
		await answered(people.suspend(doing, id, form.given));
		redirect(303, '?done=suspended');
	},
	restore: done('restored', people.restore),
	factor: done('factor', people.resetSecondFactor),
	end: done('ended', people.endSessions),
	unlock: done('unlocked', people.unlock),
	password: async (event) => {
		const { doing, id } = asked(event);
		return { password: await answered(people.resetPassword(doing, id)) };
	}
};

function done(word: string, work: (doing: Asked, id: string) => Promise<void>) {
	return async (event: RequestEvent<{ id: string }>) => {
		const { doing, id } = asked(event);
		await answered(work(doing, id));
		redirect(303, `?done=${word}`);
	};
}

type Asked = ReturnType<typeof doingOf>;

const asked = (event: RequestEvent<{ id: string }>) => ({ doing: doingOf(event), id: idOf(event) });

/** What can be no id is refused as one that is not his, and the database is not asked. */
function idOf({ params }: RequestEvent<{ id: string }>): string {
	return /^\w{1,64}$/.test(params.id) ? params.id : refuse(NOT_YOURS);
}
