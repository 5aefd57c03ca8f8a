/** Sends to the province in a process of its own, which a test may kill: `OUTBOX_URL`, `OUTBOX_TOKEN`, `DATABASE_URL`. */
import { openOutbox } from '../src/lib/province/outbox.server';
import { openCore } from '../src/lib/server/core.server';

const { DATABASE_URL, COCKPIT_SECRET, REGION, OUTBOX_URL, OUTBOX_TOKEN } = process.env;
const core = await openCore(DATABASE_URL!, REGION!, COCKPIT_SECRET!);
openOutbox(core, {
	url: OUTBOX_URL!,
	token: OUTBOX_TOKEN!,
	now: () => new Date(),
	log: () => {},
	pace: { gather: 5, first: 5, most: 20 }
});
console.log('open');
