/** `npm run check`: format, lint, types, dependencies between files, and whether what the papers cite exists. */
import { spawn } from 'node:child_process';
import { missingPaths } from './check/cited';

interface Result {
	name: string;
	seconds: number;
	/** What it complains of; null where all is well. */
	complaint: string | null;
}

const bin = (name: string) => `node_modules/.bin/${name}`;

const format = () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']);
const lint = () => run(bin('eslint'), ['.', '--max-warnings', '0']);
const types = async () =>
	(await run(bin('svelte-kit'), ['sync'])) ??
	run(bin('svelte-check'), ['--fail-on-warnings', '--output', 'human']);
const dependencies = () =>
	run(bin('depcruise'), ['src', 'scripts', 'tests', '--no-progress', '--output-type', 'err-long']);
const papers = async () => {
	const missing = missingPaths();
	return missing.length > 0 ? `Cited, and not there:\n  ${missing.join('\n  ')}` : null;
};

// Two at a time: the types take as long as all the rest together.
const results = (
	await Promise.all([inTurn({ types }), inTurn({ lint, format, dependencies, papers })])
).flat();

for (const { name, seconds, complaint } of results) {
	console.log(`${complaint === null ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
	if (complaint) console.log(complaint.trimEnd());
}
const failed = results.filter(({ complaint }) => complaint !== null).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function inTurn(checks: Record<string, () => Promise<string | null>>): Promise<Result[]> {
	const results: Result[] = [];
	for (const [name, check] of Object.entries(checks)) {
		const from = performance.now();
		const complaint = await check();
		results.push({ name, complaint, seconds: (performance.now() - from) / 1000 });
	}
	return results;
}

/** @returns what the program printed if it failed. */
function run(program: string, args: string[]): Promise<string | null> {
	const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', (code) => done(code === 0 ? null : output || `ended with ${code}`));
	});
}
