/** `npm run fuzz`: millions of spoilt inputs at the parsers, and a hundred thousand through the open doors. */
import { parseArgs } from 'node:util';
import { fuzzDoors } from './fuzz/doors';
import { fuzzParsers } from './fuzz/parsers';
import { explain, Problem } from './start/fail';
import { followParent } from './start/parent';
import { Undoing } from './start/undo';

const OPTIONS = {
	seed: { type: 'string', default: '140603' },
	/** Inputs for the parsers. */
	inputs: { type: 'string', default: '10000000' },
	/** Inputs for the doors of a running cockpit; 0: none. */
	doors: { type: 'string', default: '100000' }
} as const;

const undoing = new Undoing();
undoing.onSignals();
followParent(undoing);

main()
	.then(() => console.log('No crash; each input was taken or answered with a reason.'))
	.catch((error: unknown) => {
		if (undoing.signal.aborted) return;
		console.error(`\n${explain(error)}`);
		process.exitCode = 1;
	})
	.then(() => undoing.run())
	.then(() => process.exit());

async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS, strict: true });
	const [seed, inputs, doors] = [values.seed, values.inputs, values.doors].map(Number) as [
		number,
		number,
		number
	];
	if (![seed, inputs, doors].every(Number.isSafeInteger)) {
		throw new Problem('npm run fuzz -- [--seed N] [--inputs N] [--doors N]');
	}
	console.log(`seed ${seed}`);
	if (inputs > 0) await fuzzParsers({ seed, inputs, signal: undoing.signal });
	if (doors > 0) await fuzzDoors({ seed, inputs: doors, undoing });
}
