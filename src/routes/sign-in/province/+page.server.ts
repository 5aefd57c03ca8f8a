import { error, redirect } from '@sveltejs/kit';
import { app } from '$lib/server/app.server';
import { answered } from '../../answered.server';
import { localPath } from '../to';
import type { PageServerLoad } from './$types';

/** Begins the sign-in at the provincial identity platform. */
export const load: PageServerLoad = async (event) => {
	const { platform } = app();
	if (!platform) error(404, '本系统未接入省统一身份认证。');
	const to = localPath(event.url.searchParams.get('to'));
	if (event.locals.actor.kind === 'person') redirect(303, to);
	const address = await answered(platform.begin(event, to));
	redirect(303, address ?? `/sign-in?${new URLSearchParams({ province: 'away', to })}`);
};
