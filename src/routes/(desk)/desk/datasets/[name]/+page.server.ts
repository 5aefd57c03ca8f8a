import { error } from '@sveltejs/kit';
import { LIMITS } from '$lib/ingest/read/bytes.server';
import { INLINE } from '$lib/ingest/door.server';
import { manualOf } from '$lib/ingest/manual.server';
import { TURN } from '$lib/ingest/records.server';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { enter } from '../../entry.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	enter(event);
	const { reference, now } = app();
	const manual = manualOf(event.params.name, reference.codeLists, now(), dateOf(now()));
	if (!manual) error(404, '没有这个数据集，请从“数据报送说明”进入。');
	return {
		...manual,
		example: JSON.stringify([manual.example], null, 2),
		departments: reference.departments.map(({ code, name }) => ({ code, name })),
		townships: reference.townships.map(({ code, name }) => ({ code, name })),
		limits: { megabytes: LIMITS.bytes / 1024 / 1024, turn: TURN, inline: INLINE }
	};
};
