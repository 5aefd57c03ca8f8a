/** `openapi.json`, from the same schemas that validate. Examples are made at each request. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FIRST_DAY, type CodeEntry, type CodeLists } from '../domain/codes/model';
import { METRICS } from '../domain/metrics';
import { Reading } from '../domain/monitoring/model';
import { DATASETS } from '../ingest/datasets.server';
import { columnsOf } from '../ingest/read/columns';
import { dateOf } from '../metrics/period';

/** As JSON Schema; the codes of a list are an enumeration, and the description names them. */
function schemaOf(schema: z.ZodType, lists: CodeLists) {
	const { $schema: _, ...rest } = z.toJSONSchema(schema, {
		io: 'input',
		unrepresentable: 'any',
		override({ jsonSchema: json }) {
			const { codes, column } = json as { codes?: string; column?: string };
			delete json.codes;
			delete json.column;
			if (column !== undefined) json['x-column'] = column;
			if (codes === undefined) return;
			const of = (json.type === 'array' ? json.items : json) as { enum?: unknown[] };
			const entries = lists.each(codes).filter(({ code }) => of.enum?.includes(code) ?? true);
			of.enum = entries.map(({ code }) => code);
			json['x-codes'] = codes;
			if (json.description) json.description += `：${entries.map(worded).join('；')}`;
		}
	});
	return rest;
}

function worded({ code, label, validFrom, validUntil }: CodeEntry): string {
	const since = validFrom > FIRST_DAY ? `${validFrom} 起` : '';
	const until = validUntil ? `至 ${validUntil}` : '';
	return `${code} ${label}${since || until ? `（${since}${until}）` : ''}`;
}

/** The column names of a table: fields that hold lists of objects travel as JSON alone. */
const headerOf = (schema: z.ZodObject): string =>
	columnsOf(schema, () => [])
		.filter(({ kind }) => kind !== 'json')
		.map(({ field }) => field)
		.join(',');

const ERRORS: Record<string, string> = {
	'401': '未提供密钥，或密钥无效',
	'403': '此密钥无权',
	'404': '没有此数据集',
	'413': '请求体过大',
	'415': '不支持的 Content-Type',
	'422': '请求体无法读取',
	'429': '报送过于集中，按 Retry-After 稍后重发',
	'503': '数据库暂时不可用，稍后重发'
};

const problem = (description: string) => ({
	description,
	content: {
		'application/json': {
			schema: {
				type: 'object',
				required: ['code', 'message'],
				properties: { code: { type: 'string' }, message: { type: 'string' } }
			}
		}
	}
});

const errors = (...codes: string[]) =>
	Object.fromEntries(codes.map((code) => [code, problem(ERRORS[code]!)]));

const ok = (description: string, type = 'application/json') => ({
	'200': { description, content: { [type]: {} } }
});

const query = (name: string, description: string) => ({
	name,
	in: 'query',
	required: false,
	description,
	schema: { type: 'string' }
});

const ASKED = [
	query('scope', 'district、department:<代码>、township:<代码>'),
	query('period', 'today、month、quarter、year，或月份如 2026-10'),
	query('at', '台账序号、ISO 时间，或 序号@ISO 时间；不填为此刻')
];

function recordPath(
	lists: CodeLists,
	name: string,
	title: string,
	schema: z.ZodObject,
	example: object
) {
	const row = schemaOf(schema, lists);
	return {
		post: {
			summary: `报送${title}`,
			operationId: `post-${name}`,
			security: [{ key: [] }],
			requestBody: {
				required: true,
				content: {
					'application/json': { schema: { type: 'array', items: row }, example: [example] },
					'application/x-ndjson': { schema: row },
					'text/csv': { schema: { type: 'string' }, example: headerOf(schema) }
				}
			},
			responses: {
				...ok('逐行结果：accepted + corrected + duplicates + rejected = 行数'),
				...errors('401', '403', '404', '413', '415', '422', '429', '503')
			}
		}
	};
}

/** @param point key of a registered point, for the example reading; null where there is none */
export function openApi(
	now: Date,
	reference: { departments: { code: string; name: string }[]; codeLists: CodeLists },
	point: string | null
): object {
	const id = () => `example-${randomUUID()}`;
	const records = DATASETS.map(({ name, title, schema, example }) => [
		`/api/v1/records/${name}`,
		recordPath(reference.codeLists, name, title, schema, example(id(), now))
	]);
	const reading = { point: point ?? 'point-1', time: now.toISOString(), value: 0.42, flag: 'N' };
	const get = (summary: string, parameters: object[], responses: object, secured = true) => ({
		get: { summary, parameters, responses, ...(secured && { security: [{ key: [] }] }) }
	});
	return {
		openapi: '3.1.0',
		info: {
			title: '平鲁区“互联网+监管”领导驾驶舱 接口',
			version: '1',
			description: [
				'部门代码：',
				...reference.departments.map(({ code, name }) => `${code} ${name}`),
				`指标：${METRICS.map((m) => `${m.id} ${m.name}`).join('；')}`,
				`示例日期：${dateOf(now)}`
			].join('\n')
		},
		components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
		paths: {
			...Object.fromEntries(records),
			'/api/v1/records/readings': recordPath(
				...([reference.codeLists, 'readings', '非现场监测数据', Reading, reading] as const)
			),
			'/api/v1/rejections/{batch}': get('被拒行及其原文', [query('after', '上一页最后的行号')], {
				...ok('一页被拒行'),
				...errors('401', '403')
			}),
			'/api/v1/tiles': get('指标', ASKED, {
				...ok('{ asOf, tiles }'),
				...errors('401', '403', '422')
			}),
			'/api/v1/tiles/{metric}/records': get(
				'指标背后的记录',
				[
					...ASKED,
					query('part', 'numerator、denominator，或分项的键'),
					query('cursor', '上一页的 next')
				],
				{
					...ok('{ tile, total, digest, proof, rows, next }'),
					...errors('401', '403', '404', '422')
				}
			),
			'/api/v1/ledger': get('台账', [query('after', '序号'), query('limit', '条数')], {
				...ok('每行一条', 'application/x-ndjson'),
				...errors('401', '403')
			}),
			'/api/v1/ledger/head': get('台账首部', [], {
				...ok('{ region, seq, hash, at }'),
				...errors('401', '403')
			}),
			'/api/v1/health': get('健康状况', [], { ...ok('可服务'), ...errors('503') }, false)
		}
	};
}
