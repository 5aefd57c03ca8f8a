/** A thousand stations at one frame a second, and one that sends nothing but noise. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Gatehouse, mnOf } from '../../../../tests/stations';
import { Station } from '../../../../scripts/stations/station';
import { digitsOf } from '../../standards/hj212/time';

const STATIONS = 1_000;
const SECONDS = 10;
const NOW = new Date('2026-11-23T10:00:00+08:00');

it('answers every frame of the good ones', async () => {
	const house = await Gatehouse.open(
		NOW,
		Array.from({ length: STATIONS }, (_, i) => ({
			...{ id: `s${i}`, device: { mn: mnOf(i) }, points: { w01018: 'mg/L' } }
		})),
		{ perAddress: STATIONS + 10 }
	);
	let noisy = true;
	try {
		const stations = await Promise.all(
			Array.from({ length: STATIONS }, (_, i) => Station.open(house.gateway.port, { mn: mnOf(i) }))
		);
		const noise = makeNoise(house.gateway.port, () => noisy);
		const waited: number[] = [];
		const unanswered: string[] = [];
		let most = 0;
		const run = async (station: Station, i: number) => {
			await delay(i % 1_000);
			for (let second = 0; second < SECONDS; second++) {
				const from = performance.now();
				const time = digitsOf(new Date(NOW.getTime() - (SECONDS - second) * 1_000), 14);
				const qn = station.qn(NOW);
				const cp = `DataTime=${time};w01018-Rtd=${second},w01018-Flag=N`;
				const answer = await station.ask({ qn, frame: station.frame(qn, '2011', cp) });
				const ms = performance.now() - from;
				waited.push(ms);
				if (answer?.cn !== '9014') unanswered.push(`${i} ${second} ${answer?.cn}`);
				most = Math.max(most, process.memoryUsage().heapUsed);
				await delay(Math.max(0, 1_000 - ms));
			}
		};
		const before = process.cpuUsage();
		await Promise.all(stations.map(run));
		const cpu = process.cpuUsage(before);
		noisy = false;
		const thrown = await noise;

		expect(unanswered).toEqual([]);
		const [row] = await house.core.database.sql<{ n: string; points: string }[]>`
			select count(*) as n, count(distinct point) as points from reading`;
		expect(row).toEqual({ n: String(STATIONS * SECONDS), points: String(STATIONS) });
		expect(house.gateway.counts.readings).toBe(STATIONS * SECONDS);
		// The noise was refused, its lines were closed, and what was kept of it stayed small.
		expect(thrown).toBeGreaterThan(0);
		expect(house.gateway.counts.unkept).toBeGreaterThan(0);
		expect((await house.refusals()).length).toBeLessThanOrEqual(60);
		expect(most).toBeLessThan(600e6);
		waited.sort((a, b) => a - b);
		const at = (part: number) => Math.round(waited[Math.floor(waited.length * part)]!);
		const busy = ((cpu.user + cpu.system) / 1e6 / SECONDS).toFixed(2);
		console.log(
			`${waited.length} frames of ${STATIONS} stations answered: median ${at(0.5)} ms, p99 ${at(0.99)} ms, ` +
				`longest ${at(0.999999)} ms; ${busy} of a core for both ends; ${Math.round(most / 1e6)} MB at most`
		);
		await Promise.all(stations.map((station) => station.close()));
	} finally {
		noisy = false;
		await house.close();
	}
}, 180_000);

/** Connects again whenever it is turned out. @returns how often it was */
async function makeNoise(port: number, goesOn: () => boolean): Promise<number> {
	let times = 0;
	for (; goesOn(); times++) {
		const one = await Station.open(port, { mn: 'NOISE' });
		const bytes = Buffer.from('##0123QN=1;ST=noise##9999CP=&&&&\r\n'.repeat(500));
		while (goesOn() && !one.socket.destroyed) {
			one.socket.write(bytes);
			await delay(100);
		}
		one.socket.destroy();
	}
	return times;
}
