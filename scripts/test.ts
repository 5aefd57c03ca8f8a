/** `npm test`: unit and database tests, then the browser's. Ends with the line `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build, isFresh } from './start/build';
import { explain } from './start/fail';
import { step } from './start/progress';
import { findChromium } from './test/chromium';

interface Count {
	passed: number;
	failed: number;
}

const RESULTS = 'test-results';
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => stopping.abort());
}

main().catch((error: unknown) => {
	console.error(explain(error));
	process.exitCode = 1;
});

async function main(): Promise<void> {
	rmSync(RESULTS, { recursive: true, force: true });
	mkdirSync(RESULTS, { recursive: true });
	const counts: Count[] = [await vitest()];
	if (!isFresh()) await step('Building the pages', () => build(stopping.signal));
	const chromium = await findChromium(stopping.signal);
	counts.push(await playwright(chromium));
	if (existsSync('scripts/chaos.ts')) counts.push(await chaos());

	const sum = (part: keyof Count) => counts.reduce((total, count) => total + count[part], 0);
	console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
	process.exitCode = sum('failed') > 0 || stopping.signal.aborted ? 1 : 0;
}

async function vitest(): Promise<Count> {
	const file = `${RESULTS}/vitest.json`;
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const code = await run('node_modules/.bin/vitest', ['run', ...reporters]);
	const results = readResults<{ numPassedTests: number; numFailedTests: number }>(file);
	return honest(code, { passed: results?.numPassedTests, failed: results?.numFailedTests });
}

async function playwright(chromium: string): Promise<Count> {
	const file = `${RESULTS}/playwright.json`;
	const code = await run('node_modules/.bin/playwright', ['test', '--reporter=list,json'], {
		CHROMIUM_PATH: chromium,
		PLAYWRIGHT_JSON_OUTPUT_FILE: file
	});
	const results = readResults<{ stats: { expected: number; unexpected: number } }>(file);
	return honest(code, { passed: results?.stats.expected, failed: results?.stats.unexpected });
}

/** `kill -9` in the middle of an ingest: three rounds here, twenty by `npm run chaos -- kill`. */
async function chaos(): Promise<Count> {
	const args = ['--import', 'tsx', 'scripts/chaos.ts', 'kill', '--rounds', '3'];
	const code = await run(process.execPath, args);
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** A runner that ends badly without naming a test has still failed: an error outside of them, or no test at all. */
function honest(code: number, { passed = 0, failed = 0 }: Partial<Count>): Count {
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function readResults<T>(file: string): T | null {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}

function run(program: string, args: string[], environment = {}): Promise<number> {
	const child = spawn(program, args, {
		stdio: 'inherit',
		env: { ...process.env, ...environment },
		signal: stopping.signal,
		killSignal: 'SIGTERM'
	});
	return new Promise((done) => {
		child.once('error', () => {});
		child.once('close', (code) => done(code ?? 1));
	});
}
