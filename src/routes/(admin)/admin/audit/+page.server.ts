import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { auditRegion } from '$lib/domain/access/actor';
import { EVENTS } from '$lib/domain/audit/model';
import { readAudit, rootsOf } from '$lib/domain/audit/reads.server';
import { LEDGERS, type Ledger } from '$lib/domain/audit/verification.server';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { attempted, enter } from '../entry.server';
import { lineOf } from './line.server';
import { filterOf, queryOf } from './filter';
import { stateOf } from './state.server';
import type { Actions, PageServerLoad } from './$types';

const ROOTS = 14;

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	event.depends('admin:verification');
	const { rows, region, now, verification } = app();
	const at = now();
	const filter = filterOf(event.url.searchParams);
	const [found, roots] = await answered(
		Promise.all([
			rows.as(admin, at, (sql) => readAudit(sql, filter)),
			rows.publicly(dateOf(at), async (orm) => ({
				audit: await rootsOf(orm, auditRegion(region), ROOTS),
				records: await rootsOf(orm, region, ROOTS)
			}))
		])
	);
	return {
		filter,
		events: Object.entries(EVENTS).map(([value, name]) => ({ value, name })),
		rows: found.rows.map(lineOf),
		next: found.next,
		roots,
		ledgers: LEDGERS.map((ledger) => ({ ledger, ...stateOf(verification.state(ledger)) }))
	};
};

export const actions: Actions = {
	verify: async (event) => {
		const ledger = String((await event.request.formData()).get('ledger'));
		if (!isLedger(ledger)) return fail(400, { message: '没有这本台账。' });
		const begin = async () => app().verification.start(ledger);
		const begun = await attempted(begin());
		if ('fault' in begun) return fail(409, { message: begun.fault });
		redirect(303, back(event));
	},
	stop: async (event) => {
		await app().verification.stop();
		redirect(303, back(event));
	}
};

const isLedger = (text: string): text is Ledger => LEDGERS.some((ledger) => ledger === text);

/** The list as it was looked at. */
const back = ({ url }: RequestEvent) => `/admin/audit${queryOf(filterOf(url.searchParams))}`;
