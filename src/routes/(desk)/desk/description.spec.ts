import { expect, test } from 'vitest';
import { readDescription } from './description';

test('values in order', () => {
	expect(
		readDescription('检查形式：现场、非现场、书面（check_form）', ['onsite', 'remote', 'written'])
	).toEqual({
		label: '检查形式',
		unit: '',
		words: { onsite: '现场', remote: '非现场', written: '书面' }
	});
});

test('values with their keys', () => {
	expect(readDescription('等级：1 红、2 橙、3 黄、4 蓝（level）').words).toEqual({
		1: '红',
		2: '橙',
		3: '黄',
		4: '蓝'
	});
});

test('a remark is no value, a unit is one', () => {
	expect(readDescription('公示日期，未公示则空')).toEqual({
		label: '公示日期',
		unit: '',
		words: {}
	});
	expect(readDescription('罚款金额，元（CF_NR_FK）')).toMatchObject({
		label: '罚款金额',
		unit: '元'
	});
	expect(readDescription('乡镇代码（9 位统计用区划代码）').label).toBe('乡镇代码');
	expect(readDescription('监管层级', ['province', 'city']).words).toEqual({});
});
