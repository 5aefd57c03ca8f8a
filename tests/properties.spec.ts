/** Random histories through the real doors. A failure prints its seed: run again with PROPERTY_SEED. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readVersions } from './properties/brute';
import { foldsAgree, ledgerStands, photosStand, servedStands } from './properties/checks';
import { District } from './properties/district';
import { listIsTheNumber, QUESTIONS, tilesAreCounted, timeOf } from './properties/figures';
import { history } from './properties/history';

const seed = Number(process.env.PROPERTY_SEED || 140603);
/** Into the last days of a quarter, of a year, and from any day. */
const start = fc.constantFrom(
	'2026-09-28T15:58:30.250Z',
	'2026-12-29T03:00:00Z',
	'2026-11-23T02:32:59.999Z'
);

test('short histories, each checked at every turn', { timeout: 240_000 }, async () => {
	console.log(`seed ${seed}`);
	const scenario = fc.record({
		start,
		steps: history({ steps: 24, ids: 4, rows: 8 }),
		step: fc.integer({ min: 1, max: 40 }),
		asked: fc.array(fc.record({ question: fc.nat(), photo: fc.nat(), chance: fc.nat() }), {
			minLength: 12,
			maxLength: 12
		})
	});
	await fc.assert(
		fc.asyncProperty(scenario, async ({ start, steps, step, asked }) => {
			const district = await District.open(new Date(start));
			try {
				await district.live(steps);
				const { photos, app } = district;
				await foldsAgree(district, step);
				const versions = await readVersions(app.database.sql, app.deadlines);
				await ledgerStands(district, versions);
				await photosStand(district);
				await servedStands(district);
				if (photos.at(-1)!.seq === 0) return;
				for (const { question, photo, chance } of asked) {
					const asOf = photos.filter(({ seq }) => seq > 0).at(-1 - (photo % 3)) ?? photos.at(-1)!;
					const t = timeOf(district, versions, asOf, chance);
					await listIsTheNumber(
						district,
						versions,
						asOf.seq,
						t,
						QUESTIONS[question % QUESTIONS.length]!
					);
				}
				for (const { chance } of asked.slice(0, 2)) {
					const t = timeOf(district, versions, photos.at(-1)!, chance);
					await tilesAreCounted(district, versions, photos.at(-1)!.seq, t);
				}
			} finally {
				await district.app.close();
			}
		}),
		{ seed, numRuns: 6, endOnFailure: true }
	);
});

test(
	'one long history: every figure, list and recount, now and in its midst',
	{ timeout: 240_000 },
	async () => {
		const [steps] = fc.sample(history({ steps: 80, ids: 40, rows: 60 }), { seed, numRuns: 1 });
		const district = await District.open(new Date('2026-12-16T01:00:00Z'));
		try {
			await district.live(steps!);
			const { photos, app } = district;
			await foldsAgree(district, 997);
			const versions = await readVersions(app.database.sql, app.deadlines);
			await ledgerStands(district, versions);
			await photosStand(district);
			await servedStands(district);
			const last = photos.at(-1)!;
			const middle = photos[Math.floor(photos.length / 2)]!;
			for (const chance of [3, 14, 15]) {
				await tilesAreCounted(
					district,
					versions,
					middle.seq,
					timeOf(district, versions, middle, chance)
				);
				await tilesAreCounted(
					district,
					versions,
					last.seq,
					timeOf(district, versions, last, chance)
				);
			}
			const t = timeOf(district, versions, last, 35);
			let most = 0;
			for (let i = 0; i < QUESTIONS.length; i += 8) {
				const counts = await Promise.all(
					QUESTIONS.slice(i, i + 8).map((q) => listIsTheNumber(district, versions, last.seq, t, q))
				);
				most = Math.max(most, ...counts);
			}
			// Else nothing was paged.
			expect(most).toBeGreaterThan(150);
		} finally {
			await district.app.close();
		}
	}
);
