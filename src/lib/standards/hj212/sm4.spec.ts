import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeFrame, hj212Crc } from './frame';
import { parseSegment } from './segment';
import {
	decrypt,
	encrypt,
	hasSm4,
	isSealedCommand,
	opener,
	seal,
	type Padding
} from './sm4.server';
import { FrameDecoder } from './stream';

const PADDINGS: Padding[] = ['none', 'zero', 'space', 'pkcs7'];
/** The annex encrypts with sixteen 0x30. */
const KEY = Buffer.alloc(16, 0x30);
const NONE = { key: KEY, padding: 'none' } as const;
const HEAD = 'QN=20240520210700000;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=9;';
const segmentOf = (cp: string, head = HEAD) => Buffer.from(`${head}CP=&&${cp}&&`);

/** HJ 212-2025 annex A.2, example 4: 147 bytes, of which the last 3 stay in the clear. */
const PLAIN =
	'DataTime=20240520210600;a01011-Min=1.35,a01011-Avg=1.35,a01011-Max=1.35,a01011-Flag=N;' +
	'a01014-Min=3.20,a01014-Avg=3.20,a01014-Max=3.20,a01014-Flag=N';
const SEALED =
	'E43E159ACFAB242CB53155FB8B9281A1A242577ABFAED881BE88B72D69FC55ED1A80119FAAC8B3CD33D285CC76F57F2C' +
	'A7F88B9573C6647E0F07E24609BD6B63EB20C5B9784F28E71D2F4994FF61D9E13B391A1D2A454B65388D5D9435DBF021' +
	'528C7BF9755EF16518710C0CAC0ADEF9C5156CD0A5A17674AC0ED2ABC40023E9EF70128554B82438E91ADCE98A0D03A4' +
	Buffer.from('g=N').toString('hex').toUpperCase();

describe('SM4 of the data area', () => {
	it('is the cipher of GB/T 32907', () => {
		const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
		expect(encrypt(key, { key, padding: 'none' }).toString('hex')).toBe(
			'681edf34d206965e86b3e94f536e4246'
		);
	});

	it('makes the ciphertext of the annex', () => {
		expect(encrypt(Buffer.from(PLAIN), NONE).toString('hex').toUpperCase()).toBe(SEALED);
		expect(decrypt(Buffer.from(SEALED, 'hex'), NONE).toString()).toBe(PLAIN);
	});

	it.each(PADDINGS)('comes back with padding %s', (padding) => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
				const text = Buffer.concat([bytes, Buffer.from(bytes.length > 0 ? '&' : '')]);
				const sealed = encrypt(text, { key: KEY, padding });
				expect(sealed.length % 16 === 0 || padding === 'none').toBe(true);
				expect(decrypt(sealed, { key: KEY, padding }).equals(text)).toBe(true);
			}),
			{ seed: 212, numRuns: 100 }
		);
	});

	it('refuses keys, lengths and paddings that cannot be', () => {
		expect(() => encrypt(KEY, { key: KEY.subarray(1), padding: 'none' })).toThrow('16 字节');
		expect(() => decrypt(Buffer.alloc(17), { key: KEY, padding: 'zero' })).toThrow('整数倍');
		expect(() => decrypt(Buffer.alloc(16), { key: KEY, padding: 'pkcs7' })).toThrow('PKCS#7');
		expect(() => decrypt(Buffer.alloc(0), { key: KEY, padding: 'pkcs7' })).toThrow('PKCS#7');
		expect(() => seal(Buffer.from('QN=1'), NONE)).toThrow('CP');
	});

	it('is for data, keys and what a logger says of itself', () => {
		expect(['2000', '2011', '2999', '1014', '3020'].every(isSealedCommand)).toBe(true);
		expect(['1011', '3019', '9014', '20111', ''].some(isSealedCommand)).toBe(false);
	});
});

describe('a sealed frame', () => {
	const sealedFrame = (segment: Buffer, padding: Padding) =>
		encodeFrame(segment, { sent: seal(segment, { key: KEY, padding }) });
	const decoder = (padding: Padding, key: Uint8Array | null = KEY) =>
		new FrameDecoder({ open: opener(() => key && { key, padding }) });

	it('is the frame of the annex: the length of the clear text, and its CRC', () => {
		const frame = sealedFrame(segmentOf(PLAIN), 'none');
		expect(frame.subarray(0, 6).toString()).toBe('##0234');
		expect(frame.subarray(-6).toString()).toBe('B541\r\n');
		expect(frame.includes(Buffer.from(SEALED, 'hex'))).toBe(true);
	});

	it.each(PADDINGS)('there and back with padding %s, split at every byte', (padding) => {
		const segment = segmentOf(PLAIN);
		const frame = sealedFrame(segment, padding);
		for (let at = 0; at <= frame.length; at++) {
			const stream = decoder(padding);
			const pieces = [frame.subarray(0, at), frame.subarray(at)].flatMap((chunk) =>
				stream.push(chunk)
			);
			expect(pieces).toMatchObject([{ kind: 'frame', sealed: true, crc: 'hj212' }]);
			expect(pieces[0]).toHaveProperty('segment', segment);
			expect(pieces[0]!.raw.equals(frame)).toBe(true);
		}
		expect(parseSegment(segment)).toMatchObject({ ok: true, packet: { cn: '2051' } });
	});

	it('asks for the key of its logger', () => {
		const asked: string[] = [];
		const open = opener((mn) => {
			asked.push(mn);
			return NONE;
		});
		new FrameDecoder({ open }).push(sealedFrame(segmentOf(PLAIN), 'none'));
		expect(asked).toEqual(['010000A8900016F000169DC0']);
	});

	it('is locked without a key, and refused with another', () => {
		const frame = sealedFrame(segmentOf(PLAIN), 'none');
		expect(decoder('none', null).push(frame)).toMatchObject([
			{ kind: 'refused', reason: 'locked' }
		]);
		const other = Buffer.alloc(16, 0x31);
		expect(decoder('none', other).push(frame)).toMatchObject([{ kind: 'refused', reason: 'crc' }]);
		expect(decoder('pkcs7', other).push(frame)).toMatchObject([{ kind: 'refused', reason: 'crc' }]);
	});

	it('is understood, too, where the CRC was taken over the ciphertext', () => {
		const segment = segmentOf(PLAIN);
		const sent = seal(segment, NONE);
		expect(hj212Crc(sent)).not.toBe(hj212Crc(segment));
		const [piece] = decoder('none').push(encodeFrame(sent));
		expect(piece).toMatchObject({ kind: 'frame', sealed: true });
		expect(piece).toHaveProperty('segment', segment);
	});

	it.each([
		['in the clear', segmentOf(PLAIN)],
		['too short for a block', segmentOf('RestartTime=1')],
		['of 2017', segmentOf(PLAIN, HEAD.replace('Flag=9', 'Flag=5'))],
		['not to be sealed', segmentOf('QnRtn=1', HEAD.replace('2051', '9011'))]
	])('is not sought in a segment %s', (_, segment) => {
		const [piece] = decoder('none').push(encodeFrame(segment));
		expect(piece).toMatchObject({ kind: 'frame', sealed: false });
		expect(piece).toHaveProperty('segment', segment);
	});
});

describe('without SM4 in OpenSSL', () => {
	afterEach(() => {
		vi.doUnmock('node:crypto');
		vi.resetModules();
	});

	it('says so', async () => {
		expect(hasSm4()).toBe(true);
		vi.resetModules();
		vi.doMock('node:crypto', async (actual) => ({
			...(await actual<typeof import('node:crypto')>()),
			getCiphers: () => ['aes-128-ecb']
		}));
		const bare = await import('./sm4.server');
		expect(bare.hasSm4()).toBe(false);
		expect(() => bare.encrypt(KEY, NONE)).toThrow('不含 SM4');
		expect(() => bare.opener(() => NONE)).toThrow('不含 SM4');
	});
});
