/** A small dataset with a column of each kind, for the specs of the readers. */
import { z } from 'zod';
import { moment, row, text, yuan } from '../../standards/fields';
import { columnsOf, type Code } from './columns';

const named = <S extends z.ZodType>(
	schema: S,
	title: string,
	more: { column?: string; codes?: string; description?: string } = {}
): S => schema.meta({ title, ...more }) as S;

export const Check = z.strictObject({
	id: named(row.id, '记录唯一标识', { column: 'record_unique_identity' }),
	department: named(z.string(), '责任部门', { codes: 'department' }),
	creditCode: named(
		z.string().regex(/^[0-9A-Z]{18}$/, '统一社会信用代码应为 18 位'),
		'统一社会信用代码'
	),
	checkDate: named(moment, '检查时间', { column: 'check_date' }),
	checkResult: named(z.enum(['passed', 'rectify']), '检查结果', { codes: 'result' }),
	certificate: named(z.enum(['001', '111']).optional(), '证件类型', { codes: 'certificate' }),
	due: named(z.iso.date().optional(), '整改期限'),
	fine: named(yuan.optional(), '罚款金额（元）', { description: '不含加处罚款' }),
	count: named(z.int().optional(), '隐患数量'),
	weight: named(z.number().optional(), '抽样重量'),
	isKey: named(z.boolean().default(false), '是否重点'),
	officers: named(z.array(text(30)).default([]), '执法证号'),
	methods: named(z.array(z.enum(['look', 'ask'])).default([]), '检查方式', { codes: 'method' }),
	place: named(z.object({ x: z.number() }).optional(), '坐标'),
	remark: named(text(2000).optional(), '检查情况说明'),
	withdrawn: named(z.literal(true).optional(), '撤回')
});

const LISTS: Record<string, Code[]> = {
	department: [
		{ code: 'nengyuan', label: '区能源局' },
		{ code: 'shijian', label: '区市场监管局' }
	],
	result: [
		{ code: 'passed', label: '未发现问题' },
		{ code: 'rectify', label: '责令改正' }
	],
	certificate: [
		{ code: '001', label: '统一社会信用代码' },
		{ code: '111', label: '居民身份证' }
	],
	method: [
		{ code: 'look', label: '现场查看' },
		{ code: 'ask', label: '询问' }
	]
};

export const EXAMPLE = {
	id: 'jc-1',
	department: 'nengyuan',
	creditCode: '91140603MAXXX0001A',
	checkDate: '2026-11-23T10:32:00+08:00',
	checkResult: 'passed',
	officers: ['04060318001', '04060318002']
};

export const COLUMNS = columnsOf(Check, (list) => LISTS[list] ?? [], EXAMPLE);

/** As it may come over a line: cut into pieces of these sizes, over and over. */
export async function* inPieces(bytes: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
	for (let from = 0, i = 0; from < bytes.length; i++) {
		const size = Math.max(1, sizes[i % sizes.length] ?? bytes.length);
		yield bytes.subarray(from, from + size);
		from += size;
	}
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const item of items) list.push(item);
	return list;
}
