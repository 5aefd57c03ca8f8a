import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readItems, textOf, writeItems } from './cp';
import {
	encodeSegment,
	flagByte,
	parseSegment,
	splitSegment,
	VERSIONS,
	type Packet
} from './segment';

const SEED = { seed: 212 };
const HEAD = 'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;';
const read = (text: string) => parseSegment(Buffer.from(text));
const wrong = (text: string) => {
	const parsed = read(text);
	return parsed.ok ? [] : parsed.errors.map(({ field, code }) => `${field} ${code}`);
};
const packetOf = (text: string): Packet => {
	const parsed = read(text);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
	return parsed.packet;
};

describe('a data segment', () => {
	it('is read field by field', () => {
		expect(packetOf(`${HEAD}CP=&&DataTime=20160801085857;w01018-Rtd=40.1,w01018-Flag=N&&`)).toEqual(
			{
				qn: '20160801085857223',
				st: '32',
				cn: '2011',
				pw: '123456',
				mn: '010000A8900016F000169DC0',
				flag: { version: 2017, answer: true, split: false },
				pnum: null,
				pno: null,
				resent: false,
				cp: [
					[{ name: 'DataTime', value: '20160801085857' }],
					[
						{ name: 'w01018-Rtd', value: '40.1' },
						{ name: 'w01018-Flag', value: 'N' }
					]
				]
			}
		);
	});

	it.each([
		[0, 2005, false, false],
		[3, 2005, true, true],
		[4, 2017, false, false],
		[5, 2017, true, false],
		[7, 2017, true, true],
		[8, 2025, false, false],
		[9, 2025, true, false],
		[11, 2025, true, true]
	] as const)('has the flag %i', (byte, version, answer, split) => {
		const part = split ? 'PNUM=2;PNO=1;' : '';
		const { flag } = packetOf(`${HEAD.replace('Flag=5', `Flag=${byte}`)}${part}CP=&&&&`);
		expect(flag).toEqual({ version, answer, split });
		expect(flagByte(flag)).toBe(byte);
	});

	it('of 2005 may lack QN and flag', () => {
		const text =
			'ST=32;CN=2011;PW=123456;MN=0873HHMZWSLH02;CP=&&DataTime=20160103133030;011-Rtd=18.0&&';
		expect(packetOf(text)).toMatchObject({ qn: null, flag: { version: 2005, answer: false } });
	});

	it('of 2025 may be sent later', () => {
		expect(packetOf(HEAD.replace('Flag=5', 'Flag=9') + 'RF=1;CP=&&&&').resent).toBe(true);
	});

	it('bears what loggers do: blanks, names that it does not know, 1 of 1', () => {
		const packet = packetOf(`${HEAD.replace('Flag=5', 'Flag=5 ')}X=1;PNUM=1;PNO=1;CP=&& &&`);
		expect(packet).toMatchObject({ flag: { version: 2017 }, pnum: null, cp: [] });
	});

	it.each([
		['', ['CP missing']],
		[`${HEAD}CP=&&a=1`, ['CP missing']],
		[`${HEAD}CP=&&&`, ['CP missing']],
		[`CP=&&&&`, ['ST missing', 'CN missing', 'PW missing', 'MN missing']],
		[`${HEAD.replace(/QN=\d+;/, '')}CP=&&&&`, ['QN missing']],
		[`${HEAD.replace('0801', '0231')}CP=&&&&`, ['QN format']],
		[`${HEAD.replace('ST=32', 'ST=3')}CP=&&&&`, ['ST format']],
		[`${HEAD.replace('CN=2011', 'CN=20110')}CP=&&&&`, ['CN format']],
		[`${HEAD.replace('PW=123456', 'PW=密码')}CP=&&&&`, ['PW format']],
		[`${HEAD.replace('MN=01', 'MN=01000')}CP=&&&&`, ['MN format']],
		[`${HEAD.replace('Flag=5', 'Flag=x')}CP=&&&&`, ['Flag format']],
		[`${HEAD.replace('Flag=5', 'Flag=256')}CP=&&&&`, ['Flag format']],
		[`${HEAD.replace('Flag=5', 'Flag=13')}CP=&&&&`, ['Flag version']],
		[`${HEAD}PNUM=2;PNO=1;CP=&&&&`, ['PNUM format']],
		[`${HEAD.replace('Flag=5', 'Flag=7')}CP=&&&&`, ['PNUM missing']],
		[`${HEAD.replace('Flag=5', 'Flag=7')}PNUM=2;PNO=3;CP=&&&&`, ['PNO format']],
		[`${HEAD.replace('Flag=5', 'Flag=7')}PNUM=2;PNO=0;CP=&&&&`, ['PNO format']],
		[`${HEAD}ST=31;CP=&&&&`, ['ST duplicate']],
		[`${HEAD}what;CP=&&&&`, ['head format']],
		[`${HEAD}CP=&&what;a=1&&`, ['CP format']]
	])('tells what is wrong: %s', (text, errors) => {
		expect(wrong(text)).toEqual(errors);
	});

	it('tells a data area that is no text', () => {
		const cipher = Buffer.concat([
			Buffer.from(`${HEAD}CP=&&`),
			Buffer.of(0xe4, 0x3e, 0x15),
			Buffer.from('&&')
		]);
		expect(parseSegment(cipher)).toMatchObject({
			ok: false,
			errors: [{ field: 'CP', code: 'encoding' }]
		});
	});
});

describe('a data area', () => {
	it('keeps the separators of free text between //', () => {
		expect(readItems('i12001-Info=//启动；a=1;b,c//,i12002-Info=2;x=//;y=3').items).toEqual([
			[
				{ name: 'i12001-Info', value: '//启动；a=1;b,c//' },
				{ name: 'i12002-Info', value: '2' }
			],
			[{ name: 'x', value: '//' }],
			[{ name: 'y', value: '3' }]
		]);
	});

	it('passes over what is empty', () => {
		expect(readItems(';;QnRtn=1;, ;')).toEqual({
			items: [[{ name: 'QnRtn', value: '1' }]],
			wrong: []
		});
	});

	it.each([
		[{ name: 'a', value: '1;b=2' }],
		[{ name: 'a', value: '1,2' }],
		[{ name: 'a', value: '1&&' }],
		[{ name: 'a', value: ' 1' }],
		[{ name: 'a', value: '\u0000' }],
		[{ name: '', value: '1' }],
		[{ name: 'a=b', value: '1' }]
	])('is not written when it could not be read back: %o', (field) => {
		expect(() => writeItems([[field]])).toThrow(RangeError);
	});

	it('is text only where it is UTF-8 without control characters', () => {
		expect(textOf(Buffer.from('监测=1'))).toBe('监测=1');
		expect(textOf(Buffer.from('a\u0000'))).toBeNull();
		expect(textOf(Buffer.of(0xb9, 0xa4))).toBeNull();
	});
});

const word = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
const value = fc.oneof(
	fc.stringMatching(/^[A-Za-z0-9.=:-]{0,20}$/),
	fc.constantFrom('排放口', '//清空；a;b,c//', '-1.5e3')
);
const packet: fc.Arbitrary<Packet> = fc
	.record({
		version: fc.constantFrom(...VERSIONS),
		answer: fc.boolean(),
		part: fc.option(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }))),
		time: fc.date({
			min: new Date('2000-01-01'),
			max: new Date('2099-12-31'),
			noInvalidDate: true
		}),
		st: fc.stringMatching(/^\d{2}$/),
		cn: fc.stringMatching(/^\d{4}$/),
		pw: fc.stringMatching(/^[A-Za-z0-9+]{0,9}$/),
		mn: fc.stringMatching(/^[0-9A-F]{24}$/),
		resent: fc.boolean(),
		cp: fc.array(fc.array(fc.record({ name: word, value }), { minLength: 1, maxLength: 4 }), {
			maxLength: 5
		})
	})
	.map(({ version, answer, part, time, ...rest }) => ({
		qn: time.toISOString().replace(/[-:T.Z]/g, ''),
		...rest,
		flag: { version, answer, split: part !== null },
		pnum: part ? Math.max(...part) : null,
		pno: part ? Math.min(...part) : null
	}));

describe('there and back', () => {
	it('a packet comes back as it was', () => {
		fc.assert(
			fc.property(packet, (packet) => {
				const parsed = parseSegment(encodeSegment(packet));
				expect(parsed.ok && parsed.packet).toEqual(packet);
			}),
			{ ...SEED, numRuns: 300 }
		);
	});

	it('a packet that the standard does not know is not written', () => {
		const [good] = fc.sample(packet, { numRuns: 1, seed: 212 });
		expect(() => encodeSegment({ ...good!, mn: 'a b' })).toThrow('MN');
		expect(() => encodeSegment({ ...good!, qn: '1' })).toThrow('QN');
		expect(() => encodeSegment({ ...good!, pw: 'CP=&&' })).toThrow(RangeError);
	});

	it('no bytes make the reader throw', () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			fc
				.array(
					fc.constantFrom('QN=', 'Flag=7', ';', 'CP=&&', '&&', '//', ',', '=', 'DataTime=2', '\0')
				)
				.map((parts) => Buffer.from(parts.join('')))
		);
		fc.assert(
			fc.property(bytes, (bytes) => {
				const parsed = parseSegment(bytes);
				expect(parsed.ok || parsed.errors.length > 0).toBe(true);
				expect(splitSegment(bytes) === null && parsed.ok).toBe(false);
			}),
			{ ...SEED, numRuns: 1000 }
		);
	});
});
