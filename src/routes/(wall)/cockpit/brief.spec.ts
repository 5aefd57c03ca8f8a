import { expect, it } from 'vitest';
import { brief } from './brief';

it('leaves out the district, the mark of the demo and the legal form', () => {
	expect(brief('平鲁区恺屿煤业有限公司（演示） 证照将到期')).toBe('恺屿煤业 证照将到期');
});

it('says once what ends one part and begins the next', () => {
	expect(brief('湛峦建材1号锅炉排口颗粒物 颗粒物超标 18.43 mg/m³')).toBe(
		'湛峦建材1号锅炉排口颗粒物超标 18.43 mg/m³'
	);
	expect(brief('平鲁区瑭柘教育有限公司（演示） 瑭柘教育预收费异常')).toBe('瑭柘教育预收费异常');
});

it('leaves a short title as it is', () => {
	expect(brief('投诉举报 油烟扰民')).toBe('投诉举报 油烟扰民');
	expect(brief('投诉举报')).toBe('投诉举报');
});
