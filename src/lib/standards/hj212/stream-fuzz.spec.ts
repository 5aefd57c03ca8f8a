import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from './frame';
import { FrameDecoder } from './stream';

const SEED = { seed: 212 };
const segmentOf = (value: string) =>
	Buffer.from(
		`QN=20160801085857223;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&i12001-Info=${value}&&`
	);
const A = encodeFrame(segmentOf('40.1'));
const B = encodeFrame(segmentOf('//设备启动；自检,正常//'));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function told(chunks: Uint8Array[], limit?: number) {
	const decoder = new FrameDecoder({ limit });
	const found = chunks.flatMap((chunk) => decoder.push(chunk));
	return [...found, ...decoder.end()].map((piece) => [
		piece.kind === 'frame' ? 'frame' : piece.reason,
		text(piece.raw)
	]);
}

describe('any bytes', () => {
	const noise = fc.oneof(
		fc.uint8Array({ maxLength: 60 }),
		fc
			.constantFrom('##', '##0', '##0020', '##9999', '##0101QN=', '\r\n', '&&', '#')
			.map((s) => Buffer.from(s)),
		fc.constantFrom(A, B, A.subarray(0, 70), A.subarray(30), B.subarray(0, -2))
	);

	it('gives the same for any cutting, and loses no byte', () => {
		fc.assert(
			fc.property(
				fc.array(noise, { maxLength: 12 }),
				fc.array(fc.nat(400), { maxLength: 12 }),
				fc.constantFrom(60, 200, 1024),
				(parts, cuts, limit) => {
					const bytes = Buffer.concat(parts);
					const chunks: Buffer[] = [];
					let at = 0;
					for (const cut of cuts) chunks.push(bytes.subarray(at, (at += cut)));
					chunks.push(bytes.subarray(at));
					const pieces = told(chunks, limit);
					expect(pieces).toEqual(told([bytes], limit));
					const lines = (s: string) => s.replace(/[\r\n]/g, '');
					expect(lines(pieces.map(([, raw]) => raw).join(''))).toBe(lines(text(bytes)));
				}
			),
			{ ...SEED, numRuns: 400 }
		);
	});

	it('gives back every frame that stands among garbage without #', () => {
		const garbage = fc
			.uint8Array({ maxLength: 40 })
			.map((bytes) => bytes.filter((b) => b !== 0x23));
		const value = fc.string({ unit: 'grapheme', maxLength: 30 });
		fc.assert(
			fc.property(fc.array(fc.tuple(garbage, value), { maxLength: 8 }), (list) => {
				const frames = list.map(([, value]) => encodeFrame(segmentOf(value.replaceAll('#', ''))));
				const bytes = Buffer.concat(list.flatMap(([junk], i) => [junk, frames[i]!]));
				const kept = told([bytes]).filter(([kind]) => kind === 'frame');
				expect(kept.map(([, raw]) => raw)).toEqual(frames.map(text));
			}),
			{ ...SEED, numRuns: 200 }
		);
	});

	it('holds little of a million random bytes, and never throws', () => {
		let state = 212;
		const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
		for (const limit of [1024, 9999]) {
			const decoder = new FrameDecoder({ limit });
			let bytes = 0;
			let given = 0;
			let most = 0;
			while (bytes < 1_000_000) {
				const chunk = Buffer.from(Array.from({ length: 1 + random() * 16 }, random));
				// Headers are rare in noise; these claim all that a frame may hold.
				if (random() < 64) chunk.write(`##${limit}`, 0, 'latin1');
				bytes += chunk.length;
				for (const piece of decoder.push(chunk, 'modbus')) given += piece.raw.length;
				most = Math.max(most, decoder.held);
			}
			for (const piece of decoder.end()) given += piece.raw.length;
			expect(most).toBeLessThanOrEqual(limit + 18);
			expect(given).toBeGreaterThan(bytes * 0.97);
			expect(decoder.held).toBe(0);
		}
	});
});
