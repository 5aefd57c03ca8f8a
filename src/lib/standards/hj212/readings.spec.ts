import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readItems } from './cp';
import { readContent } from './readings';

const content = (text: string) => readContent(readItems(text).items);
const at = (text: string) => new Date(`${text}+08:00`);

it('sorts fields by pollutant', () => {
	const { periods, params, errors } = content(
		'DataTime=20240520210600;a21026-Min=1.35,a21026-Avg=1.4,a21026-Max=1.5,a21026-ZsAvg=2,a21026-Flag=N;' +
			'w01018-Cou=12.0;w01018-Flag=T,w01018-EFlag=0,w01018-SampleTime=20240520200000;SB1-RS=2'
	);
	expect(errors).toEqual([]);
	expect({ ...params }).toEqual({});
	expect(periods).toHaveLength(1);
	expect(periods[0]!.time).toEqual(at('2024-05-20T21:06:00'));
	const plain = periods[0]!.readings.map((r) => ({
		...r,
		values: { ...r.values },
		texts: { ...r.texts }
	}));
	expect(plain).toEqual([
		{
			code: 'a21026',
			values: { Min: 1.35, Avg: 1.4, Max: 1.5, ZsAvg: 2 },
			texts: {},
			flag: 'N',
			sampleTime: null
		},
		{
			code: 'w01018',
			values: { Cou: 12 },
			texts: { EFlag: '0', SampleTime: '20240520200000' },
			flag: 'T',
			sampleTime: at('2024-05-20T20:00:00')
		},
		{ code: 'SB1', values: { RS: 2 }, texts: {}, flag: null, sampleTime: null }
	]);
});

it.each([
	['40.1', 40.1],
	['-3', -3],
	['.5', 0.5],
	['1.20E+2', 120],
	['', undefined],
	['--', undefined],
	['0x10', undefined],
	['NaN', undefined],
	['1,2', 1],
	[`9${'9'.repeat(310)}`, undefined]
])('takes “%s” for the number %s', (text, number) => {
	expect(content(`a21026-Rtd=${text}`).periods[0]!.readings[0]!.values.Rtd).toBe(number);
});

it('keeps a state that is no number', () => {
	const [reading] = content('DataTime=20240520210600;p99101-Rtd=St,p99101-Flag=N').periods[0]!
		.readings;
	expect(reading).toMatchObject({ texts: { Rtd: 'St' }, flag: 'N' });
});

it('gives parameters of commands apart', () => {
	expect({ ...content('PolId=w01018;QnRtn=1;constructor=2').params }).toEqual({
		PolId: 'w01018',
		QnRtn: '1',
		constructor: '2'
	});
});

it('begins a period with every other DataTime, and none with the same', () => {
	const { periods } = content(
		'DataTime=20240520210000;a1-Avg=1;DataTime=20240520210000;b1-Avg=2;DataTime=20240520220000;a1-Avg=3'
	);
	expect(periods.map(({ time, readings }) => [time, readings.map(({ code }) => code)])).toEqual([
		[at('2024-05-20T21:00:00'), ['a1', 'b1']],
		[at('2024-05-20T22:00:00'), ['a1']]
	]);
});

it('finds a DataTime that comes last', () => {
	expect(content('a1-Rtd=1;DataTime=20240520210000').periods).toHaveLength(1);
	expect(content('a1-Rtd=1').periods[0]!.time).toBeNull();
});

it('does not lend a good DataTime to the readings of a bad one', () => {
	const { periods, errors } = content(
		'DataTime=20240231000000;a1-Rtd=1;DataTime=20240301000000;a1-Rtd=2'
	);
	expect(periods.map(({ time }) => time)).toEqual([null, at('2024-03-01T00:00:00')]);
	expect(errors).toMatchObject([{ field: 'DataTime', code: 'format' }]);
});

it('keeps the first of a field that comes twice, and tells', () => {
	const { periods, errors } = content(
		'DataTime=20240520210000;a1-Rtd=1;a1-Rtd=2,a1-Flag=N,a1-Flag=D;X=1;X=2'
	);
	expect(periods[0]!.readings[0]).toMatchObject({ values: { Rtd: 1 }, flag: 'N' });
	expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
		'a1-Rtd duplicate',
		'a1-Flag duplicate',
		'X duplicate'
	]);
});

it('tells a sample time that is none', () => {
	expect(content('a1-SampleTime=1').errors).toMatchObject([
		{ field: 'a1-SampleTime', code: 'format' }
	]);
});

it('never throws', () => {
	const piece = fc.constantFrom(
		'DataTime',
		'__proto__',
		'a1-',
		'-Rtd',
		'a1-__proto__',
		'a1-Flag',
		'=',
		',',
		';',
		'1'
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
			expect(content(parts.join('')).periods.length).toBeLessThanOrEqual(30);
		}),
		{ seed: 212, numRuns: 500 }
	);
});
