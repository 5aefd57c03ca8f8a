/** `npm run chaos -- kill|tamper|database [--rounds N] [--seed S]`: breaks a running cockpit and looks at what is left. */
import { parseArgs } from 'node:util';
import { breakDatabase } from './chaos/database';
import { killServer } from './chaos/kill';
import { tamper } from './chaos/tamper';
import { explain, Problem } from './start/fail';
import { Undoing } from './start/undo';

const SCENARIOS = {
	kill: { run: killServer, rounds: 20 },
	tamper: { run: tamper, rounds: 5 },
	database: { run: breakDatabase, rounds: 1 }
};

export interface Setting {
	rounds: number;
	/** The same seed draws the same rows and the same moments. */
	seed: string;
	undoing: Undoing;
}

const undoing = new Undoing();
undoing.onSignals();

main().then(
	(line) => end(`${line}\nIt holds.`, 0),
	(error: unknown) => {
		if (!undoing.signal.aborted) return end(`${explain(error)}\nIt does not hold.`, 1);
	}
);

async function main(): Promise<string> {
	const { positionals, values } = read();
	const name = positionals[0] as keyof typeof SCENARIOS;
	const scenario = SCENARIOS[name];
	const rounds = Number(values.rounds ?? scenario?.rounds);
	if (!scenario || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1) {
		throw new Problem('npm run chaos -- kill|tamper|database [--rounds N] [--seed S]');
	}
	const seed = values.seed ?? String(Date.now() % 1e9);
	console.log(`chaos ${name}: ${rounds} rounds, --seed ${seed}`);
	return scenario.run({ rounds, seed, undoing });
}

function read() {
	try {
		return parseArgs({
			options: { rounds: { type: 'string' }, seed: { type: 'string' } },
			allowPositionals: true
		});
	} catch (error) {
		throw new Problem((error as Error).message);
	}
}

async function end(line: string, code: number): Promise<void> {
	console.log(line);
	await undoing.run().catch(console.error);
	process.exit(code);
}
