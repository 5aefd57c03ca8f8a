/** Spoilt inputs through the open doors of a running cockpit: each is answered, and what was refused is there to read. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/lib/server/port.server';
import { Cockpit } from '../chaos/cockpit';
import { step } from '../start/progress';
import type { Undoing } from '../start/undo';
import { mutate, randomOf } from './mutate';
import { DATASETS } from '../../src/lib/ingest/datasets.server';
import { bodyOf } from './bodies';
import { corpusOf } from './targets';

/** What the doors' process may hold more than at its start. */
const GROWTH = 512 * 1024 * 1024;
const ROWS = 200;

interface Setting {
	seed: number;
	inputs: number;
	undoing: Undoing;
}

export async function fuzzDoors({ seed, inputs, undoing }: Setting): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-fuzz-mines-'));
	const port = await freePort();
	Object.assign(process.env, { HJ212_PORT: String(port), MINE_FOLDER: folder });
	const cockpit = await step('Starting a cockpit', () => Cockpit.open(undoing));
	const doors = doorsOf(cockpit);
	const before = rss(doors);
	const http = Math.floor(inputs * 0.7);
	const stations = Math.floor(inputs * 0.28);
	const files = inputs - http - stations;
	console.log(await step('HTTP', (show) => fuzzHttp(cockpit, seed, http, show)));
	console.log(await step('Stations', (show) => fuzzStations(port, seed, stations, show)));
	console.log(await step('Mine files', () => fuzzFiles(folder, seed, files)));
	const health = await fetch(`${cockpit.url}/api/v1/health`);
	if (!health.ok || !cockpit.isRunning) throw new Error('the cockpit is not well afterwards');
	if (doors !== doorsOf(cockpit)) throw new Error('the doors ended and were opened again');
	const grown = rss(doors) - before;
	if (grown > GROWTH) throw new Error(`the doors grew by ${Math.round(grown / 1e6)} MB`);
	console.log(
		`  the doors hold ${Math.round(grown / 1e6)} MB more; ${await cockpit.requireVerified()}`
	);
}

interface Told {
	accepted: number;
	corrected: number;
	duplicates: number;
	rejected: { errors: { code: string; message: string }[] }[];
	rejectedTotal?: number;
	more?: string;
	code?: string;
	message?: string;
}

async function fuzzHttp(
	cockpit: Cockpit,
	seed: number,
	wanted: number,
	show: (share: number) => void
): Promise<string> {
	const random = randomOf(seed);
	let [taken, refused, whole] = [0, 0, 0];
	for (let done = 0; done < wanted; done += ROWS) {
		const dataset = DATASETS[random(DATASETS.length)]!;
		const type = random(2) ? 'csv' : 'ndjson';
		const rows = Array.from({ length: ROWS }, (_, i) =>
			Buffer.from(mutate(random, corpusOf(dataset, type, `${seed}-${done}-${i}`)).toString())
		);
		const { body, records } = bodyOf(dataset, type, rows);
		const answer = await post(cockpit, dataset.name, type, body);
		if (answer.code !== undefined) {
			if (!answer.message) throw new Error(`${answer.code} without a message`);
			whole += ROWS;
		} else {
			const sum = answer.rejectedTotal ?? answer.rejected.length;
			const all = answer.accepted + answer.corrected + answer.duplicates + sum;
			if (records !== null && all !== records) throw new Error(`${records} rows, ${all} answers`);
			requireReasons(answer);
			await requireRaw(cockpit, answer, sum);
			taken += all - sum;
			refused += sum;
		}
		show(done / wanted);
	}
	return `  HTTP: ${taken} rows taken, ${refused} refused and read back with what came, ${whole} in bodies refused whole`;
}

async function post(
	{ url, keys }: Cockpit,
	dataset: string,
	type: 'csv' | 'ndjson',
	body: Buffer
): Promise<Told> {
	const answer = await fetch(`${url}/api/v1/records/${dataset}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${keys.sourceKey}`,
			'content-type': type === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
		},
		body: new Uint8Array(body)
	});
	if (answer.status >= 500) throw new Error(`${answer.status} ${await answer.text()}`);
	return (await answer.json()) as Told;
}

function requireReasons({ rejected }: Told): void {
	for (const { errors } of rejected) {
		const told = errors.length > 0 && errors.every(({ code, message }) => code && message);
		if (!told) throw new Error(`refused without a reason: ${JSON.stringify(errors)}`);
	}
}

/** What was refused is there, with what came. */
async function requireRaw({ url, keys }: Cockpit, { more }: Told, sum: number): Promise<void> {
	if (sum === 0) return;
	let found = 0;
	for (let after: number | null = -1; after !== null;) {
		const answer = await fetch(`${url}${more}?after=${after}`, {
			headers: { authorization: `Bearer ${keys.sourceKey}` }
		});
		const page = (await answer.json()) as { rows: { raw: string | null }[]; next: number | null };
		if (page.rows.some(({ raw }) => raw === null)) throw new Error('a refused row is not there');
		found += page.rows.length;
		after = page.next;
	}
	if (found !== sum) throw new Error(`${sum} rows refused, ${found} of them kept`);
}

/** Twenty lines at once; one that is hung up on connects again, as a station does. */
async function fuzzStations(
	port: number,
	seed: number,
	wanted: number,
	show: (share: number) => void
): Promise<string> {
	const random = randomOf(seed + 1);
	const frames = corpusOf(null, 'frames', '');
	let [sent, hungUp, answered] = [0, 0, 0];
	const station = async () => {
		while (sent < wanted) {
			const socket = connect(port, '127.0.0.1');
			const closed = once(socket, 'close');
			socket.on('data', (bytes) => (answered += bytes.toString('latin1').split('##').length - 1));
			socket.on('error', () => {});
			for (let left = 50; left > 0 && sent < wanted && !socket.destroyed; left--) {
				sent += 1;
				if (!socket.write(mutate(random, frames))) {
					await Promise.race([once(socket, 'drain'), closed]).catch(() => {});
				}
			}
			if (socket.destroyed) hungUp += 1;
			socket.end();
			await closed;
			show(sent / wanted);
		}
	};
	await Promise.all(Array.from({ length: 20 }, station));
	return `  Stations: ${sent} frames, ${answered} answers, ${hungUp} lines hung up on`;
}

/** All of them end in one of the two folders. */
async function fuzzFiles(folder: string, seed: number, wanted: number): Promise<string> {
	const random = randomOf(seed + 2);
	const corpus = corpusOf(null, 'files', '');
	for (let i = 0; i < wanted; i++) {
		const input = mutate(random, corpus);
		const at = Math.max(input.indexOf('\n'), 0);
		const stamp = String(20_261_123_000_000 + i).padStart(14, '0');
		const half = join(folder, `.${i}`);
		// Without its end mark a file waits for the rest of it.
		writeFileSync(half, Buffer.concat([input.subarray(at + 1), Buffer.from('~||')]));
		renameSync(half, join(folder, `140603000123_TFSS_${stamp}.txt`));
	}
	for (let left = wanted, same = 0; left > 0; await delay(500)) {
		const now = readdirSync(folder).filter((name) => name.endsWith('.txt')).length;
		same = now === left ? same + 1 : 0;
		if (same > 240) throw new Error(`${now} mine files are left`);
		left = now;
	}
	return `  Mine files: ${wanted}, each applied or set aside`;
}

/** Linux tells the children of a process. */
function doorsOf({ pid }: Cockpit): number {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
	const found = children.find((child) =>
		readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('scripts/doors.ts')
	);
	if (!found) throw new Error('the doors have no process');
	return Number(found);
}

const rss = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
