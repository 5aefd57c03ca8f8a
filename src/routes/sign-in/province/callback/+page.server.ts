import { error, redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { localPath } from '../../to';
import type { PageServerLoad } from './$types';

/** The platform sends people back to this address. */
export const load: PageServerLoad = async (event) => {
	const { platform, now } = app();
	if (!platform) error(404, '本系统未接入省统一身份认证。');
	const arrived = await answered(
		platform.finish(event, { address: event.getClientAddress(), now: now() })
	);
	const to = localPath(arrived.to);
	if (arrived.outcome === 'refused') {
		redirect(303, `/sign-in?${new URLSearchParams({ province: arrived.why, to })}`);
	}
	redirect(303, arrived.outcome === 'in' ? to : `/sign-in/second?${new URLSearchParams({ to })}`);
};
