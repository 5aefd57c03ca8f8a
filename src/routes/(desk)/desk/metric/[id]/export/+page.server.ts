import { fail, redirect } from '@sveltejs/kit';
import { Purpose } from '$lib/domain/access/model';
import { app } from '$lib/server/app.server';
import { drill } from '$lib/server/views.server';
import { answered } from '../../../../../answered.server';
import { partName } from '../../../parts';
import { periodName } from '../../../places';
import { addressOf, askedOf, fileAddress, requireExportable, withheld } from './asked.server';
import { scopeName } from './file.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const asked = await askedOf(event);
	const { person, metric, scope, part, period } = asked;
	const { tile, total } = await answered(
		drill(app(), person, { ...asked, metric: metric.id, cursor: null })
	);
	// What is shown here is what the file will hold, whatever comes in meanwhile.
	const fixed = { ...asked, at: `${tile.asOf.seq}@${tile.asOf.at}` };
	return {
		name: metric.name,
		withheld: withheld(person),
		action: addressOf(fixed, '/export'),
		back: addressOf(fixed, ''),
		place: scopeName(scope),
		when: metric.periodic ? periodName(period) : '此刻',
		part: partName(metric, part),
		asOf: tile.asOf,
		total
	};
};

export const actions: Actions = {
	default: async (event) => {
		const asked = await askedOf(event);
		requireExportable(asked.person);
		const given = String((await event.request.formData()).get('purpose') ?? '');
		const purpose = Purpose.safeParse(given);
		if (!purpose.success) {
			return fail(400, { purpose: given, message: purpose.error.issues[0]!.message });
		}
		redirect(303, await fileAddress(asked, purpose.data));
	}
};
