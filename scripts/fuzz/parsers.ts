/** Spoilt inputs at each parser. Memory is looked at as it goes: what grows with the inputs is a leak. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { step } from '../start/progress';
import { mutate, randomOf } from './mutate';
import { TARGETS, type Target } from './targets';

/** The heap may swing by so much and still be flat. */
const SWING = 256 * 1024 * 1024;

interface Setting {
	seed: number;
	inputs: number;
	signal: AbortSignal;
}

export async function fuzzParsers({ seed, inputs, signal }: Setting): Promise<void> {
	const shares = TARGETS.reduce((sum, { share }) => sum + share, 0);
	for (const [i, target] of TARGETS.entries()) {
		const wanted = Math.ceil((inputs * target.share) / shares);
		const said = await step(target.name, (show) =>
			fuzz(target, seed + i, wanted, signal, (done) => show(done / wanted, `(${done})`))
		);
		console.log(said);
	}
}

async function fuzz(
	{ name, corpus, batch = 1, run }: Target,
	seed: number,
	wanted: number,
	signal: AbortSignal,
	show: (done: number) => void
): Promise<string> {
	const random = randomOf(seed);
	let [good, refused, done] = [0, 0, 0];
	const before = process.memoryUsage().heapUsed;
	let most = before;
	for (; done < wanted; done += batch) {
		const inputs = Array.from({ length: batch }, () => mutate(random, corpus));
		for (const reason of await answers(name, run, inputs)) {
			if (reason === null) good += 1;
			else if (reason !== '') refused += 1;
			else throw find(name, inputs, new Error('refused without a reason'));
		}
		if (done % 20_000 < batch) {
			await othersFirst();
			signal.throwIfAborted();
			most = Math.max(most, process.memoryUsage().heapUsed);
			show(done);
		}
	}
	if (most - before > SWING) {
		throw new Error(`${name}: the heap grew by ${Math.round((most - before) / 1e6)} MB`);
	}
	const heap = Math.round((most - before) / 1e6);
	return `  ${name}: ${done} inputs, ${good} taken, ${refused} refused with a reason; heap +${heap} MB at most`;
}

async function answers(name: string, run: Target['run'], inputs: Buffer[]) {
	try {
		return await run(inputs);
	} catch (error) {
		throw find(name, inputs, error);
	}
}

/** The input is told in full: it is what the next test is made of. */
const find = (name: string, inputs: Buffer[], cause: unknown) =>
	new Error(
		`${name} threw at:\n${inputs.map((input) => JSON.stringify(input.toString('latin1'))).join('\n')}\n${String(
			(cause as Error)?.stack ?? cause
		)}`
	);
