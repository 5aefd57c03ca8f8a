/** The fields of a record in words; what is sealed, as far as whoever looks may see it. */
import { z } from 'zod';
import type { Opened } from '$lib/domain/access/personal.server';
import { KIND_WORDS } from '$lib/domain/anomalies/words';
import { describe } from '$lib/domain/describe.server';
import { LEVELS } from '$lib/domain/levels';
import { METRICS } from '$lib/domain/metrics';
import { FIELDS } from '$lib/domain/monitoring/model';
import { DUTY_WORDS, SUBJECT_WORDS } from '$lib/domain/obligations/words';
import { DATASETS } from '$lib/ingest/datasets.server';
import { app } from '$lib/server/app.server';
import { objectIn } from '$lib/standards/fields';
import { isSealed } from '$lib/server/privacy.server';
import { moment } from '../../wording';
import { readDescription, type Described } from './description';

export interface Shown {
	field: string;
	label: string;
	/** Null: nothing was given. */
	text: string | null;
	/** Closed to whoever looks. */
	sealed: boolean;
	/** Its key was erased. */
	erased: boolean;
	/** Whole, for a reason that is written down. */
	forReason: boolean;
	/** Key of the record that it names. */
	record: string | null;
}

/** Shown in a record's head, or of the ledger's own making. */
const APART = new Set(
	'region key seq source id version department township withdrawn rowHash'.split(' ')
);

/** Values that no description names. */
const WORDS: Record<string, Record<string, string>> = {
	'*.via': { interface: '服务接口', batch: '批量交换', entry: '在线录入' },
	'obligation.kind': DUTY_WORDS,
	'obligation.subjectRecord': SUBJECT_WORDS,
	'anomaly.kind': KIND_WORDS,
	'anomaly.state': { open: '待处置', corrected: '已更正', dismissed: '已说明，不再重报' },
	'alarm.field': Object.fromEntries(
		['煤矿', '环保', '特种设备', '食品', '危化运输', '风电'].map((name, i) => [FIELDS[i]!, name])
	),
	'obligation.level': Object.fromEntries(LEVELS.map((l) => [l.level, `${l.roman}级`])),
	'alarm.level': Object.fromEntries(LEVELS.map((l) => [l.level, `${l.roman}级`]))
};

/** Fields that name another record of the region. */
const NAMES_RECORD: Record<string, true> = {
	'obligation.subjectKey': true,
	'alarm.point': true,
	'anomaly.correction': true
};

const described = new Map<string, Map<string, Described>>();

const CLOSED: Opened = { text: null, forReason: false, erased: false };

/**
 * A row's own fields in the order of its schema; `opened`: those of its sealed ones that are shown. Of those that
 * were not filled in only what the national upload asks for: there are dozens.
 */
export const shownFields = (type: string, row: object, opened?: ReadonlyMap<string, Opened>) =>
	everyField(type, row, opened).filter(
		({ field, text, sealed }) =>
			text !== null || sealed || describe(type).fields[field]?.includes('国家必填')
	);

function everyField(
	type: string,
	row: object,
	opened: ReadonlyMap<string, Opened> = new Map()
): Shown[] {
	const values = row as Record<string, unknown>;
	return [...fieldsOf(type)]
		.filter(([field]) => !APART.has(field) && field in values)
		.map(([field, { label, unit, words }]) => {
			const value = values[field];
			const open = isSealed(value) ? (opened.get(field) ?? CLOSED) : null;
			const text = open ? open.text : inWords(value, words, schemaOf(type, field));
			return {
				field,
				label,
				text: text && unit ? `${text} ${unit}` : text,
				sealed: open !== null && open.text === null,
				erased: open?.erased ?? false,
				forReason: open?.forReason ?? false,
				record: NAMES_RECORD[`${type}.${field}`] && typeof value === 'string' ? value : null
			};
		});
}

/** What differs between two versions of a record; sealed fields say only that they do. */
export function changedFields(
	type: string,
	before: object,
	after: object,
	name: (field: 'department' | 'township', code: string | null) => string
): { label: string; from: string | null; to: string | null; sealed: boolean }[] {
	const old = before as Record<string, unknown>;
	const now = after as Record<string, unknown>;
	const moved = (['department', 'township'] as const)
		.filter((field) => old[field] !== now[field])
		.map((field) => ({
			label: field === 'department' ? '责任部门' : '乡镇',
			from: name(field, old[field] as string | null),
			to: name(field, now[field] as string | null),
			sealed: false
		}));
	const earlier = new Map(everyField(type, before).map((shown) => [shown.field, shown]));
	const changed = everyField(type, after)
		.filter(({ field }) => JSON.stringify(old[field] ?? '') !== JSON.stringify(now[field] ?? ''))
		.map(({ field, label, text, sealed }) => ({
			label,
			from: earlier.get(field)?.text ?? null,
			to: text,
			sealed: sealed || (earlier.get(field)?.sealed ?? false)
		}));
	return [...moved, ...changed];
}

/** The metrics in which facts with these marks count. */
export function countedIn(marks: string[]): string[] {
	return METRICS.filter(({ numerator, denominator, parts }) =>
		[numerator, denominator, ...Object.values(parts ?? {})].some((m) => m && marks.includes(m.mark))
	).map(({ id }) => id);
}

function fieldsOf(type: string): Map<string, Described> {
	let fields = described.get(type);
	if (!fields) {
		const values = enumerations(type);
		fields = new Map(
			Object.entries(describe(type).fields).map(([field, description]) => {
				const read = readDescription(description, values[field]);
				const words = {
					...read.words,
					...labels(schemaOf(type, field)),
					...WORDS[`*.${field}`],
					...WORDS[`${type}.${field}`]
				};
				return [field, { ...read, words }];
			})
		);
		described.set(type, fields);
	}
	return fields;
}

/** What the codes of its list are called, also those that hold no more. */
function labels(schema: z.ZodType | undefined): Record<string, string> {
	const list = schema?.meta()?.codes;
	if (list === undefined) return {};
	return Object.fromEntries(
		app()
			.reference.codes(list)
			.map(({ code, label }) => [code, label])
	);
}

const schemaOf = (type: string, field: string) =>
	DATASETS.find((dataset) => dataset.type.name === type)?.schema.shape[field] as
		z.ZodType | undefined;

const Properties = z.record(
	z.string(),
	z.object({
		enum: z.array(z.string()).optional(),
		items: z.object({ enum: z.array(z.string()).optional() }).optional()
	})
);

function enumerations(type: string): Record<string, string[]> {
	const schema = DATASETS.find((dataset) => dataset.type.name === type)?.schema;
	if (!schema) return {};
	const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	return Object.fromEntries(
		Object.entries(Properties.parse(properties)).map(([field, property]) => [
			field,
			property.enum ?? property.items?.enum ?? []
		])
	);
}

/** `schema` gives the objects in a list their order, and their codes their words. */
function inWords(value: unknown, words: Record<string, string>, schema?: z.ZodType): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (value instanceof Date) return moment(value.toISOString());
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (Array.isArray(value)) {
		const isFlat = value.every((one) => typeof one !== 'object');
		return value.map((one) => inWords(one, words, schema)).join(isFlat ? '、' : '；') || null;
	}
	if (typeof value === 'object') {
		const held = value as Record<string, unknown>;
		const shape: Record<string, z.ZodType> | undefined = schema && objectIn(schema)?.shape;
		return Object.keys(shape ?? held)
			.map((name) => inWords(held[name], labels(shape?.[name]), shape?.[name]))
			.filter(Boolean)
			.join('，');
	}
	return words[String(value)] ?? String(value);
}
