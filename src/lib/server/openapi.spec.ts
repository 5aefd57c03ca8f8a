import { expect, it } from 'vitest';
import { CodeLists, FIRST_DAY } from '../domain/codes/model';
import { datasetOf, DATASETS } from '../ingest/datasets.server';
import { openApi } from './openapi.server';

interface Body {
	'application/json': {
		schema: { items: { properties: Record<string, Record<string, unknown>> } };
		example: Record<string, unknown>[];
	};
	'text/csv': { example: string };
}

const now = new Date('2026-11-24T02:00:00Z');
const entry = (list: string, code: string, label: string, validFrom = FIRST_DAY) => ({
	...{ list, code, label, source: '测试', validFrom, validUntil: null }
});
const codeLists = new CodeLists([
	entry('check_type', 'daily', '日常'),
	entry('check_type', 'case', '个案', '2025-01-03'),
	entry('item_method', 'inspection', '检查'),
	entry('penalty_severity', 'minor', '轻微'),
	entry('penalty_severity', 'unheard', '没有规则')
]);
const { paths } = openApi(now, { departments: [], codeLists }, null) as {
	paths: Record<string, { post: { requestBody: { content: Body } } }>;
};
const bodyOf = (name: string) => paths[`/api/v1/records/${name}`]!.post.requestBody.content;
const property = (name: string, field: string) =>
	bodyOf(name)['application/json'].schema.items.properties[field]!;

it.each(DATASETS.map(({ name }) => name))(
	'%s: one valid example, and the names of its columns',
	(name) => {
		const { schema } = datasetOf(name)!;
		const { example } = bodyOf(name)['application/json'];
		expect(example.length).toBe(1);
		expect(schema.safeParse(example[0]).error?.issues).toBeUndefined();
		const header = bodyOf(name)['text/csv'].example.split(',');
		expect(header.slice(0, 2)).toEqual(['id', 'department']);
		expect(header.filter((field) => !(field in schema.shape))).toEqual([]);
	}
);

it('shows codes as an enumeration, with their labels and validity in the description', () => {
	expect(property('inspections', 'checkType')).toMatchObject({
		title: '检查类别',
		enum: ['daily', 'case'],
		description: '检查类别（check_type）：daily 日常；case 个案（2025-01-03 起）',
		'x-column': 'check_type'
	});
	expect(property('items', 'method')).toMatchObject({
		type: 'array',
		items: { enum: ['inspection'] },
		description: '监管措施：inspection 检查'
	});
});

it('shows of a list only what its rule knows', () => {
	expect(property('penalties', 'severity').enum).toEqual(['minor']);
});

it('lists objects in JSON alone', () => {
	expect(bodyOf('checklists')['text/csv'].example).not.toContain('checkItems');
	expect(bodyOf('joint-tasks')['text/csv'].example).toContain('taskNo');
});
