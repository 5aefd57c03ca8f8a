import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Person } from '$lib/domain/access/actor';
import { giveGrant, revokeGrant } from '$lib/domain/access/grants.server';
import { NewGrant } from '$lib/domain/access/model';
import { readGrants, type GrantRow } from '$lib/domain/access/reads.server';
import { Conflict, Invalid } from '$lib/ledger/errors';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { enter } from '../entry.server';
import { scopePath } from '../places';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 86_400_000;
const DONE: Record<string, string> = {
	given: '已授权，对方即可查看。',
	revoked: '已撤销，对方即时不能再查看。'
};

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const department = departmentOf(person);
	const { rows, reference, limits, now } = app();
	const query = event.url.searchParams;
	const list = (side: 'provider' | 'grantee', name: string) =>
		rows.as(person, now(), (sql) => readGrants(sql, side, { department, after: query.get(name) }));
	const [given, received, days] = await Promise.all([
		list('provider', 'given'),
		list('grantee', 'received'),
		limits.get('grant.days')
	]);
	const of = ({ rows, next }: typeof given, side: 'provider' | 'grantee', name: string) => ({
		rows: rows.map((row) => lineOf(row, side === 'provider' ? row.grantee : row.provider)),
		next,
		paged: query.has(name)
	});
	return {
		done: DONE[query.get('done') ?? ''] ?? null,
		gives: person.role === 'head',
		department: reference.departmentName(department),
		others: reference.departments
			.filter(({ code }) => code !== department)
			.map(({ code, name }) => ({ code, name })),
		days,
		first: dateOf(now()),
		last: dateOf(new Date(now().getTime() + days * DAY_MS)),
		given: of(given, 'provider', 'given'),
		received: of(received, 'grantee', 'received')
	};
};

export const actions: Actions = {
	give: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const asked = {
			grantee: text('grantee'),
			purpose: text('purpose'),
			expires: text('expires'),
			exportable: form.has('exportable')
		};
		const read = NewGrant.safeParse(asked);
		if (!read.success) return fail(400, { ...asked, message: read.error.issues[0]!.message });
		try {
			await giveGrant(doing(event), read.data);
		} catch (cause) {
			if (cause instanceof Invalid || cause instanceof Conflict)
				return fail(400, { ...asked, message: cause.message });
			await answered(Promise.reject(cause));
		}
		redirect(303, '/desk/grants?done=given');
	},
	revoke: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		await answered(revokeGrant(doing(event), id));
		redirect(303, '/desk/grants?done=revoked');
	}
};

const doing = (event: RequestEvent) => ({
	core: app(),
	person: enter(event),
	address: event.getClientAddress(),
	now: app().now()
});

function departmentOf({ department }: Person): string {
	if (!department) error(403, '您的账号不属于任何部门，没有数据使用授权。');
	return department;
}

function lineOf({ id, provider, purpose, exportable, ...row }: GrantRow, other: string) {
	const { reference, now } = app();
	const state = row.revokedAt ? 'revoked' : row.expiresAt <= now() ? 'expired' : 'valid';
	return {
		id,
		name: reference.departmentName(other),
		purpose,
		exportable,
		since: dateOf(row.createdAt),
		until: dateOf(new Date(row.expiresAt.getTime() - 1)),
		revoked: row.revokedAt && dateOf(row.revokedAt),
		state: state as 'valid' | 'expired' | 'revoked',
		href: scopePath(`department:${provider}`, { grant: id })
	};
}
