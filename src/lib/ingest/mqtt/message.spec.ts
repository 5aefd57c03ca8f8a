import { expect, it } from 'vitest';
import { parseJson, parseTopic, Telemetry } from './message';

const CODE = '91140603MAXXX0001A';

it('reads a topic', () => {
	expect(parseTopic('140603', `pl/140603/shijian/${CODE}/fridge-1/telemetry`)).toEqual({
		...{ department: 'shijian', creditCode: CODE, code: 'fridge-1', kind: 'telemetry' }
	});
});

it.each([
	`pl/140602/shijian/${CODE}/fridge-1/telemetry`,
	`pl/140603/shijian/${CODE}/fridge-1`,
	`pl/140603/shijian/${CODE}//telemetry`,
	`pl/140603/shijian/${CODE}/fridge-1/telemetry/more`,
	`pl/140603/shijian/${CODE}/fridge-1/alarm`,
	'pl/140603'
])('takes %s for no topic of ours', (topic) =>
	expect(parseTopic('140603', topic)).toEqual({
		reason: expect.stringMatching(/^主题应为|^报文类别/)
	})
);

it('reads telemetry; a time may be milliseconds', () => {
	expect(Telemetry.parse({ ts: 1795401120000, v: 3.5 })).toEqual({
		...{ ts: '2026-11-23T02:32:00.000Z', v: 3.5, flag: 'N' }
	});
	const whole = { ts: '2026-11-23T10:32:00+08:00', v: -18, unit: '℃', flag: 'T', seq: 7, sig: 'x' };
	expect(Telemetry.parse(whole)).toEqual(whole);
});

it.each([
	[{ ts: 1795401120, v: 1 }, 'ts'],
	[{ ts: '2026-11-23 10:32:00', v: 1 }, 'ts'],
	[{ ts: '2026-11-23T10:32:00+08:00', v: '1' }, 'v'],
	[{ ts: '2026-11-23T10:32:00+08:00' }, 'v'],
	[{ ts: '2026-11-23T10:32:00+08:00', v: 1, flag: 'X' }, 'flag'],
	[{ ts: '2026-11-23T10:32:00+08:00', v: 1, value: 1 }, '']
])('refuses %j', (payload, field) => {
	const { error } = Telemetry.safeParse(payload);
	expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

it('tells what is no JSON in UTF-8', () => {
	expect(parseJson(Buffer.from('{"v":1}'))).toEqual({ value: { v: 1 } });
	expect(parseJson(Buffer.from('{'))).toBeNull();
	// 温 in GBK
	expect(parseJson(Buffer.from([0x22, 0xce, 0xc2, 0x22]))).toBeNull();
});
