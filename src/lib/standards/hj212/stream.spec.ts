import { describe, expect, it } from 'vitest';
import { encodeFrame, modbusCrc } from './frame';
import { FrameDecoder, type CrcProfile, type DecoderOptions } from './stream';

const segmentOf = (text: string, cn = '2011') =>
	Buffer.from(
		`QN=20160801085857223;ST=32;CN=${cn};PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&${text}&&`
	);
const A = encodeFrame(segmentOf('DataTime=20160801085857;w01018-Rtd=40.1,w01018-Flag=N'));
const B = encodeFrame(segmentOf('i12001-Info=//设备启动；自检,正常//', '3020'));

function decode(
	chunks: Uint8Array[],
	{ crc = 'strict', ...options }: DecoderOptions & { crc?: CrcProfile } = {}
) {
	const decoder = new FrameDecoder(options);
	const found = chunks.flatMap((chunk) => decoder.push(chunk, crc));
	return [...found, ...decoder.end()];
}
const told = (chunks: Uint8Array[], options?: DecoderOptions & { crc?: CrcProfile }) =>
	decode(chunks, options).map((piece) => [
		piece.kind === 'frame' ? 'frame' : piece.reason,
		piece.raw.toString('latin1')
	]);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const join = (...parts: (Uint8Array | string)[]) =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

describe('frames out of chunks', () => {
	it('gives the segment, and what it came in', () => {
		const [piece] = new FrameDecoder().push(A);
		expect(piece).toMatchObject({ kind: 'frame', crc: 'hj212', sealed: false });
		expect(piece!.raw).toEqual(A);
		expect(piece).toHaveProperty('segment', A.subarray(6, -6));
	});

	it('does not mind where a frame is split', () => {
		const both = join(A, B);
		for (let at = 0; at <= both.length; at++) {
			expect(told([both.subarray(0, at), both.subarray(at)])).toEqual([
				['frame', text(A)],
				['frame', text(B)]
			]);
		}
		expect(told([...both].map((byte) => Buffer.of(byte)))).toHaveLength(2);
	});

	it('passes over line ends between frames, and reads a CRC in small letters', () => {
		const small = Buffer.from(
			text(A).replace(/(....)\r\n$/, (end) => end.toLowerCase()),
			'latin1'
		);
		expect(told([join('\r\n', A, '\n\r\n', small)]).map(([kind]) => kind)).toEqual([
			'frame',
			'frame'
		]);
	});

	it('keeps its own bytes when the caller uses the chunk again', () => {
		const chunk = Buffer.from(A);
		const [piece] = new FrameDecoder().push(chunk);
		chunk.fill(0);
		expect(piece!.raw).toEqual(A);
	});
});

describe('what is no frame', () => {
	const longer = Buffer.from(A);
	longer.write('9', 3, 'latin1');

	it.each<[string, Uint8Array, [string, string][]]>([
		[
			'garbage before',
			join('www.a.cn', A),
			[
				['header', 'www.a.cn'],
				['frame', text(A)]
			]
		],
		[
			'garbage between',
			join(A, '\0\0#', B),
			[
				['frame', text(A)],
				['header', '\0\0#'],
				['frame', text(B)]
			]
		],
		[
			'a third #',
			join('#', A),
			[
				['header', '#'],
				['frame', text(A)]
			]
		],
		[
			'a length of letters',
			join('##01x1', A),
			[
				['header', '##01x1'],
				['frame', text(A)]
			]
		],
		[
			'an oversize length',
			join('##1025', A),
			[
				['length', '##1025'],
				['frame', text(A)]
			]
		],
		[
			'a frame cut off',
			join(A.subarray(0, 40), A),
			[
				['cut', text(A.subarray(0, 40))],
				['frame', text(A)]
			]
		],
		['the end within a frame', A.subarray(0, 40), [['cut', text(A.subarray(0, 40))]]],
		[
			'too long a length',
			join(longer, B),
			[
				['cut', text(longer)],
				['frame', text(B)]
			]
		],
		[
			'no line end',
			join(A.subarray(0, -2), B),
			[
				['terminator', text(A.subarray(0, -2))],
				['frame', text(B)]
			]
		],
		[
			'another line end',
			join(A.subarray(0, -2), '\n\n', B),
			[
				['terminator', text(A.subarray(0, -2)) + '\n\n'],
				['frame', text(B)]
			]
		],
		[
			'no CP',
			join(encodeFrame(Buffer.from('QN=1;ST=32')), A),
			[
				['segment', '##0010QN=1;ST=325780\r\n'],
				['frame', text(A)]
			]
		],
		[
			'nothing in it',
			join(encodeFrame(Buffer.alloc(0)), A),
			[
				['segment', '##0000FFFF\r\n'],
				['frame', text(A)]
			]
		]
	])('%s is told, and the next frame is found', (_, bytes, expected) => {
		expect(told([bytes])).toEqual(expected);
		expect(told([...bytes].map((byte) => Buffer.of(byte)))).toEqual(expected);
	});

	it('tells a frame that was cut off as soon as the next one begins', () => {
		const decoder = new FrameDecoder();
		decoder.push(A.subarray(0, 40));
		expect(decoder.push(B).map((piece) => piece.kind)).toEqual(['refused', 'frame']);
	});

	it('refuses every change of one byte', () => {
		for (let at = 0; at < A.length; at++) {
			const changed = Buffer.from(A);
			changed[at] = changed[at]! ^ 0x01;
			const pieces = told([changed, B]);
			expect(pieces.at(-1)).toEqual(['frame', text(B)]);
			expect(pieces.filter(([kind]) => kind === 'frame')).toHaveLength(1);
			expect(pieces.map(([, raw]) => raw).join('')).toBe(text(changed) + text(B));
		}
	});

	it('takes the Modbus CRC only where it is asked to', () => {
		const segment = A.subarray(6, -6);
		const modbus = join(A.subarray(0, -6), modbusCrc(segment), '\r\n');
		expect(told([modbus, A])).toEqual([
			['crc', text(modbus)],
			['frame', text(A)]
		]);
		const taken = decode([modbus, A], { crc: 'modbus' });
		expect(taken).toMatchObject([{ crc: 'modbus' }, { crc: 'hj212' }]);

		const asked: string[] = [];
		const pieces = new FrameDecoder().push(modbus, (of) => {
			asked.push(text(of));
			return 'modbus';
		});
		expect(pieces).toMatchObject([{ kind: 'frame', crc: 'modbus' }]);
		expect(asked).toEqual([text(segment)]);
	});

	it('has a limit that can be set', () => {
		const long = encodeFrame(segmentOf(`i12001-Info=${'长'.repeat(400)}`), { limit: 2000 });
		expect(told([long, A])[0]![0]).toBe('length');
		expect(told([long, A]).at(-1)![0]).toBe('frame');
		expect(told([long, A], { limit: 2000 }).map(([kind]) => kind)).toEqual(['frame', 'frame']);
		expect(() => new FrameDecoder({ limit: 10_000 })).toThrow(RangeError);
	});

	it('says when an encrypted segment has no key', () => {
		expect(told([A, B], { open: () => null })).toEqual([
			['locked', text(A)],
			['locked', text(B)]
		]);
	});
});
