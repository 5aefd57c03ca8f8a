import { fail, redirect } from '@sveltejs/kit';
import { revokeKey, rotateKey } from '$lib/domain/access/key-writes.server';
import { readKeys } from '$lib/domain/access/reads.server';
import { NotFound } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../answered.server';
import { attempted, doingOf, enter } from '../../entry.server';
import { lineOf } from '../key.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	const { rows, now } = app();
	const at = now();
	const found = rows.as(admin, at, readKeys).then((keys) => {
		const key = keys.find(({ mark }) => mark === event.params.mark);
		if (!key) throw new NotFound('没有这把密钥');
		return key;
	});
	const key = lineOf(await answered(found), at);
	return {
		name: key.name,
		state: key.state,
		facts: [
			{ name: '标识', value: key.mark },
			{ name: '种类', value: key.kind },
			{ name: '数据集', value: key.datasets },
			{ name: '部门', value: key.department },
			{ name: '发放时间', value: key.made },
			{ name: '最近使用', value: key.used },
			{ name: '有效期至', value: key.until },
			{ name: '状态', value: key.stateName },
			{ name: '吊销时间', value: key.revoked }
		]
	};
};

export const actions: Actions = {
	rotate: async (event) => {
		const rotated = await attempted(rotateKey(doingOf(event), event.params.mark));
		if ('fault' in rotated) return fail(400, { message: rotated.fault });
		const { kind, name, token } = rotated.done;
		const address = kind === 'screen' ? `${event.url.origin}/cockpit?token=${token}` : null;
		return { made: { kind, name, token, address } };
	},
	revoke: async (event) => {
		const revoked = await attempted(revokeKey(doingOf(event), event.params.mark));
		if ('fault' in revoked) return fail(400, { message: revoked.fault });
		redirect(303, '/admin/keys?done=revoked');
	}
};
