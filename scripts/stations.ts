/**
 * `npx tsx scripts/stations.ts --mn <MN>[,<MN>…]`: plays stations of HJ 212 on TCP until it is stopped. Each sends
 * real-time data, waits for the answer, sends three times without one, and connects again when the line ends.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Random } from './demo/random';
import { command, Problem } from './start/fail';
import { Station, type StationOptions } from './stations/station';

const { values } = parseArgs({
	options: {
		host: { type: 'string', default: '127.0.0.1' },
		port: { type: 'string', default: '2120' },
		mn: { type: 'string', default: '' },
		pw: { type: 'string', default: '123456' },
		/** `code=value`: what is sent varies around it. */
		factors: { type: 'string', default: 'w01001=7.5,w01018=32,w21003=1.2' },
		/** Seconds between two frames. */
		every: { type: 'string', default: '30' },
		version: { type: 'string', default: '2017' },
		/** SM4, 32 hex digits; with --version 2025. */
		key: { type: 'string' }
	}
});

/** HJ 212-2017 §6.4: 10 s, three times. */
const ANSWER_MS = 10_000;
const TIMES = 3;
const AGAIN_MS = 2_000;

command(async () => {
	const port = numberOf(values.port, 'port');
	const every = numberOf(values.every, 'every') * 1_000;
	const mns = values.mn.split(',').filter(Boolean);
	if (mns.length === 0) throw new Problem('Give the MN of at least one registered device by --mn.');
	const version = ([2005, 2017, 2025] as const).find((year) => String(year) === values.version);
	if (!version) throw new Problem('--version is 2005, 2017 or 2025.');
	if (values.key !== undefined && !/^[0-9a-f]{32}$/i.test(values.key)) {
		throw new Problem('--key takes 32 hexadecimal digits.');
	}
	const sm4 = values.key && { key: Buffer.from(values.key, 'hex'), padding: 'none' as const };
	const factors = values.factors.split(',').map((pair): [string, number] => {
		const [code = '', value = ''] = pair.split('=');
		return [code, numberOf(value, 'factors')];
	});
	await Promise.all(
		mns.map((mn) => play(port, { mn, pw: values.pw, version, ...(sm4 && { sm4 }) }, factors, every))
	);
});

async function play(
	port: number,
	options: StationOptions,
	factors: [string, number][],
	every: number
): Promise<never> {
	const random = new Random('station', options.mn);
	const say = (line: string) => console.log(`${options.mn} ${line}`);
	for (; ; await delay(AGAIN_MS)) {
		const station = await Station.open(port, options, values.host).catch((error: Error) => {
			say(`no line: ${error.message}`);
			return null;
		});
		while (station && !station.socket.destroyed) {
			const next = factors.map(([code, value]) => [code, value * (1 + 0.05 * random.normal())]);
			const rounded = next.map(([code, value]) => [code, Number((value as number).toFixed(2))]);
			const sent = station.readings(
				new Date(),
				Object.fromEntries(rounded) as Record<string, number>
			);
			await askAgain(station, sent, say);
			await delay(every);
		}
	}
}

async function askAgain(
	station: Station,
	sent: { qn: string; frame: Buffer },
	say: (line: string) => void
): Promise<void> {
	for (let times = 1; times <= TIMES && !station.socket.destroyed; times++) {
		const from = performance.now();
		const late = new AbortController();
		const answer = await Promise.race([
			station.ask(sent),
			delay(ANSWER_MS, null, { signal: late.signal })
		]);
		late.abort();
		if (answer) {
			const reason = answer.cp.flat().map(({ name, value }) => ` ${name}=${value}`);
			const ms = Math.round(performance.now() - from);
			return say(`${sent.qn} → ${answer.cn}${reason.join('')}, ${ms} ms`);
		}
		say(`${sent.qn} → no answer, ${times} of ${TIMES}`);
	}
}

function numberOf(text: string, name: string): number {
	const value = Number(text);
	if (text === '' || !(value >= 0)) throw new Problem(`--${name} must hold a number, 0 or more.`);
	return value;
}
