/** A Chromium for the browser tests: one that is there, else Playwright's own, else the system's package. */
import { chromium } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Problem } from '../start/fail';
import { step } from '../start/progress';

const exec = promisify(execFile);
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns the path of one that starts. */
export async function findChromium(signal: AbortSignal): Promise<string> {
	const given = process.env.CHROMIUM_PATH;
	if (given) {
		if (await starts(given)) return given;
		throw new Problem(`${given} does not start: correct CHROMIUM_PATH, or leave it out.`);
	}
	const known = await firstThatStarts();
	if (known) return known;
	for (const [title, install] of INSTALLERS) {
		await step(title, () => install(signal));
		const found = await firstThatStarts();
		if (found) return found;
	}
	throw new Problem(
		'No Chromium was found and none could be installed: install one and name it in CHROMIUM_PATH.'
	);
}

async function firstThatStarts(): Promise<string | null> {
	for (const path of [...SYSTEM, chromium.executablePath()]) {
		if (await starts(path)) return path;
	}
	return null;
}

/** One that lacks a system library is there and does not start. */
async function starts(path: string): Promise<boolean> {
	if (!existsSync(path)) return false;
	const args = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank'];
	return exec(path, args, { timeout: 60_000 }).then(
		() => true,
		() => false
	);
}

/** Each may fail: what counts is whether a Chromium starts afterwards. */
const INSTALLERS: [string, (signal: AbortSignal) => Promise<void>][] = [
	[
		"Installing Playwright's Chromium",
		async (signal) => {
			await run('node_modules/.bin/playwright', ['install', 'chromium'], signal);
		}
	],
	[
		"Installing what Playwright's Chromium needs of the system",
		async (signal) => {
			if (!existsSync(chromium.executablePath())) return;
			await run('node_modules/.bin/playwright', ['install-deps', 'chromium'], signal);
		}
	],
	[
		"Installing the system's Chromium",
		async (signal) => {
			await run('apt-get', ['update'], signal);
			await run('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk'], signal);
		}
	]
];

function run(program: string, args: string[], signal: AbortSignal): Promise<void> {
	const child = spawn(program, args, {
		signal,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
	return new Promise((done) => {
		child.once('error', () => done());
		child.once('close', () => done());
	});
}
