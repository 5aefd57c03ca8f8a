import { expect, it } from 'vitest';
import { PERSONAL } from '../domain/access/masking';
import { datasetOf, DATASETS } from './datasets.server';
import type { Parsed } from './dataset';

const names = DATASETS.map(({ name }) => name);
// The first minute of a day in Shanghai: a minute ago was yesterday.
const moments = ['2026-11-24T02:00:00Z', '2026-11-23T16:00:30Z', '2026-12-31T16:00:00Z'];

const parse = (name: string, more: object) => {
	const { schema, example } = datasetOf(name)!;
	return schema.safeParse({ ...example('x', new Date(moments[0]!)), ...more });
};
const told = (name: string, more: object) =>
	parse(name, more).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

it('has every dataset of the contract', () => {
	expect(names).toEqual(
		expect.arrayContaining([
			...['items', 'checklists', 'plans', 'subjects', 'officers', 'inspections', 'penalties'],
			...['coercions', 'other-acts', 'complaints', 'credit-records', 'approvals', 'warnings'],
			...['joint-tasks', 'points', 'devices']
		])
	);
	expect(new Set(names).size).toBe(names.length);
});

it.each(names)('the example of %s is valid at any moment', (name) => {
	const { schema, example } = datasetOf(name)!;
	for (const now of moments) {
		expect(schema.safeParse(example('x', new Date(now))).error?.issues).toBeUndefined();
	}
});

it.each(names)('every field of %s has a Chinese title of its own', (name) => {
	const { schema } = datasetOf(name)!;
	const titles = Object.values(schema.shape).map((field) => (field as typeof schema).meta()?.title);
	expect(titles.filter((title) => !/[\u4e00-\u9fff]/.test(title ?? ''))).toEqual([]);
	expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
	const columns = Object.values(schema.shape)
		.map((field) => (field as typeof schema).meta()?.column)
		.filter((column) => column !== undefined);
	expect(columns.filter((column, i) => columns.indexOf(column) !== i)).toEqual([]);
});

it.each(names)('fields of %s have a column in its table', (name) => {
	const { schema, type } = datasetOf(name)!;
	const columns = new Set(type.fields.map(({ field }) => field));
	expect(Object.keys(schema.shape).filter((field) => !columns.has(field))).toEqual([]);
});

it.each(names.filter((name) => !['devices'].includes(name)))(
	'what is sealed of %s is told apart for those who open it',
	(name) => {
		const { sealed, type, schema } = datasetOf(name)!;
		const person = {
			...{ administrativeCpNa: '1', administrativeCpCeType: '111', id: 'x' },
			...{ administrativeCpUiCode: '140603198001010008' }
		};
		const fields = sealed?.(person as unknown as Parsed, (value) => value, 'key').fields ?? [];
		const own = fields.filter((field) => field in schema.shape);
		expect(own.filter((field) => !(field in (PERSONAL[type.name] ?? {})))).toEqual([]);
		if (sealed) expect(own.length).toBeGreaterThan(0);
		else expect(PERSONAL[type.name]).toBeUndefined();
	}
);

const AT = (time: string) => `2026-11-20T${time}:00+08:00`;

it.each([
	[
		'inspections',
		{ checkDate: AT('10:00'), submittedDate: AT('09:00') },
		'submittedDate 报送时间不得早于检查时间'
	],
	[
		'penalties',
		{ filedOn: '2026-11-20', closedOn: '2026-11-19' },
		'closedOn 结案日期不得早于立案时间'
	],
	[
		'penalties',
		{ closedOn: '2026-11-20', submittedDate: '2026-11-19' },
		'submittedDate 报送时间不得早于结案日期'
	],
	[
		'coercions',
		{ startDate: AT('10:00'), endDate: AT('09:00') },
		'endDate 结束时间不得早于措施起始时间'
	],
	[
		'other-acts',
		{ startDate: '2026-11-20', endDate: '2026-11-19' },
		'endDate 结束时间不得早于开始时间'
	],
	[
		'checklists',
		{ compiledAt: '2026-11-20', publishedAt: '2026-11-19' },
		'publishedAt 发布时间不得早于编制时间'
	],
	['plans', { startDate: '2026-11-20', endDate: '2026-11-19' }, 'endDate 结束日期不得早于开始日期'],
	[
		'plans',
		{ approvedOn: '2026-11-20', publishedOn: '2026-11-19' },
		'publishedOn 公示日期不得早于批准日期'
	],
	[
		'subjects',
		{ registeredOn: '2026-11-20', endedOn: '2026-11-19' },
		'endedOn 注销或吊销日期不得早于成立日期'
	],
	[
		'officers',
		{ issuedOn: '2030-01-01', validUntil: '2029-12-31' },
		'validUntil 执法证有效期不得早于发证日期'
	],
	[
		'credit-records',
		{ recordedOn: '2026-11-20', repairedOn: '2026-11-19' },
		'repairedOn 修复或移出日期不得早于认定日期'
	],
	['credit-records', { creditGrade: undefined }, 'creditGrade 信用分级须填写信用等级'],
	[
		'approvals',
		{ decisionDate: '2026-11-24', pushedAt: '2026-11-23' },
		'pushedAt 推送时间不得早于决定日期'
	],
	[
		'approvals',
		{ pushedAt: AT('10:00'), decisionDate: '2026-11-20', signedAt: AT('09:00') },
		'signedAt 监管部门签收时间不得早于推送时间'
	],
	[
		'joint-tasks',
		{ distributedAt: AT('10:00'), claimTime: AT('09:00') },
		'claimTime 认领时间不得早于分发时间'
	],
	['joint-tasks', { status: 'feedback' }, 'feedbackTime 已反馈的任务须填写反馈时间']
])('%s: %j', (name, more, message) => expect(told(name, more)).toEqual([message]));

it('takes only organisations as subjects of a joint task, and names the entry that is wrong', () => {
	const object = (credentialsValue: string) => ({ superviseObjectName: '某', credentialsValue });
	const objects = [object('91140603MAXXX0002D'), object('140603198001010008')];
	expect(told('joint-tasks', { superviseObjects: objects })[0]).toMatch(
		/^superviseObjects\.1\.credentialsValue 统一社会信用代码/
	);
});

it.each(['inspections', 'penalties', 'coercions', 'other-acts', 'approvals', 'credit-records'])(
	'%s: a counterparty is checked by its kind of code',
	(name) => {
		const told = (more: object) => parse(name, more).error?.issues.map(({ path }) => path.join());
		expect(told({ administrativeCpUiCode: '91140603MAXXX0001B' })).toEqual([
			'administrativeCpUiCode'
		]);
		const person = { administrativeCpNa: '1', administrativeCpCeType: '111' };
		expect(told({ ...person, administrativeCpUiCode: '14060319910615001X' })).toBeUndefined();
		expect(told({ ...person, administrativeCpUiCode: '140603199106150011' })).toEqual([
			'administrativeCpUiCode'
		]);
		// A household may still come with an old licence number, and so may a legal person.
		expect(told({ administrativeCpUiCode: '140603600012345' })).toBeUndefined();
	}
);

it.each([
	['inspections', { superviseItemCheckIcode: '14060300100001' }, 'superviseItemCheckIcode'],
	['inspections', { areaNumber: '1406030' }, 'areaNumber'],
	['inspections', { superviseItemImplementCode: '1406030010000' }, 'superviseItemImplementCode'],
	['checklists', { checkItems: [{ checkItem: '项', contents: [] }] }, 'checkItems.0.contents'],
	['plans', { itemCodes: ['14060300100001', '1'] }, 'itemCodes.1'],
	['complaints', { objectCreditCode: '91140603MAXXX0001B' }, 'objectCreditCode']
])('%s refuses %j', (name, more, field) => {
	expect(parse(name, more).error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

it('takes the rows that were taken before the national fields came', () => {
	const act = {
		...{ id: 'x', department: 'nengyuan', superviseItemImplementCode: '14060300100001' },
		...{ administrativeCp: '某', administrativeCpUiCode: '91140603MAXXX0001A' }
	};
	const inspection = { checkActionName: '检查', checkActionCode: 'JC', checkResult: 'passed' };
	const { data } = datasetOf('inspections')!.schema.safeParse({
		...{ ...act, ...inspection, checkDate: '2026-11-20' }
	});
	// Nothing new is filled in: the same row sent again is the same row.
	expect(Object.keys(data ?? {}).sort()).toEqual([
		...['administrativeCp', 'administrativeCpCeType', 'administrativeCpNa'],
		...['administrativeCpUiCode', 'checkActionCode', 'checkActionName', 'checkDate', 'checkForm'],
		...['checkPersonnelCode', 'checkResult', 'checkType', 'department', 'id'],
		...['superviseItemImplementCode', 'version']
	]);
});
