import { error, redirect } from '@sveltejs/kit';
import { mayReadScope } from '$lib/domain/access/actor';
import { findKey } from '$lib/domain/access/keys.server';
import { topic } from '$lib/live/protocol';
import { app } from '$lib/server/app.server';
import type { PageServerLoad } from './$types';

/** An unattended screen signs in once: its cookie lasts as long as browsers allow. */
const COOKIE_SECONDS = 400 * 86_400;
/** How far a screen may be set from the size that its geometry gives, for the distance people stand at. */
const SCALE = { min: 0.5, max: 1.2 };

export const load: PageServerLoad = async ({ url, cookies, locals }) => {
	const { database, region, reference, hub } = app();
	const token = url.searchParams.get('token');
	if (token !== null) {
		const actor = await findKey(database, region, token);
		if (actor?.kind === 'screen') {
			const secure = url.protocol === 'https:';
			cookies.set('screen', token, {
				httpOnly: true,
				sameSite: 'lax',
				path: '/',
				secure,
				maxAge: COOKIE_SECONDS
			});
		}
		const rest = new URLSearchParams(url.searchParams);
		rest.delete('token');
		redirect(303, rest.size ? `/cockpit?${rest}` : '/cockpit');
	}
	if (locals.actor.kind === 'public') redirect(303, '/sign-in?to=/cockpit');
	const snapshot = mayReadScope(locals.actor, 'district') && hub.snapshot(topic.wall(region));
	if (!snapshot) error(403, '驾驶舱展示全区情况，您的账号只能查看本部门，请进入监管工作台');
	return {
		snapshot,
		departments: reference.departments,
		townships: reference.townships,
		scale: scaleOf(url.searchParams.get('scale'))
	};
};

function scaleOf(text: string | null): number {
	const scale = Number(text);
	return scale >= SCALE.min && scale <= SCALE.max ? scale : 1;
}
