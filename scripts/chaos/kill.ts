/** `kill -9` of the server in the middle of an ingest, at a moment drawn from the seed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Setting } from '../chaos';
import { Random } from '../demo/random';
import { step } from '../start/progress';
import { requireOnce, requireProofs, resend } from './checks';
import { Cockpit } from './cockpit';
import { Sender } from './sender';

const SENDERS = 4;
/** More than a turn, so that a request may be cut between two of its commits. */
const ROWS = 1_500;

export async function killServer({ rounds, seed, undoing }: Setting): Promise<string> {
	const cockpit = await step('Starting a cockpit', () => Cockpit.open(undoing));
	const sum = { rows: 0, records: 0, unanswered: 0 };
	let verified = '';
	for (let round = 1; round <= rounds; round++) {
		const random = new Random(seed, 'kill', round);
		const senders = Array.from(
			{ length: SENDERS },
			(_, i) => new Sender(cockpit, `k${round}s${i}`, seed, ROWS)
		);
		for (const sender of senders) await sender.register();
		const moment = random.integer(30, 3_000);
		const posting = Promise.all(senders.map((sender) => untilKilled(cockpit, sender)));
		// Told where it is awaited, so that everything is taken down before we end.
		posting.catch(() => {});
		await delay(moment);
		await cockpit.kill();
		await posting;
		const requests = senders.flatMap((sender) => sender.requests);
		const unanswered = requests.filter(({ answer }) => answer === null);
		if (unanswered.length === 0) throw new Error('no request was under way when it was killed');

		const from = performance.now();
		await cockpit.start();
		const back = (performance.now() - from) / 1000;
		const rows = await resend(senders);
		const records = await requireOnce(cockpit, senders);
		const proofs = await requireProofs(cockpit);
		verified = await cockpit.requireVerified();
		console.log(
			`round ${round}: killed after ${moment} ms, ${requests.length - unanswered.length} requests answered, ` +
				`${unanswered.length} not; back in ${back.toFixed(1)} s; ${rows} rows resent are duplicates, ` +
				`${records} records are there once; ${proofs} figures equal their recount; ${verified}`
		);
		sum.rows += rows;
		sum.records += records;
		sum.unanswered += unanswered.length;
	}
	return (
		`${rounds} kills, ${sum.unanswered} requests cut; ${sum.rows} rows sent, all there; ` +
		`${sum.records} records, each once. ${verified}`
	);
}

async function untilKilled(cockpit: Cockpit, sender: Sender): Promise<void> {
	while (cockpit.isRunning) {
		const request = sender.draw();
		try {
			await sender.post(request);
		} catch (error) {
			// A line that broke because the other end is dead is what this is about.
			if (!(error instanceof TypeError)) throw error;
			return;
		}
	}
}
