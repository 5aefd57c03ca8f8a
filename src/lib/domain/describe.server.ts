/** How a record is shown: the name of its type, a title, and its fields with their Chinese names. */
import { DATASETS } from '../ingest/datasets.server';
import type { Base } from '../ledger/record';
import { anomalyTitle } from './anomalies/words';
import { dutyWord, SUBJECT_WORDS } from './obligations/words';
import { isSealed } from '../server/privacy.server';

interface Described {
	label: string;
	/** Field → its Chinese name. */
	fields: Record<string, string>;
	title(row: Record<string, unknown>): string;
}

const COMMON = {
	key: '记录标识',
	source: '来源系统',
	id: '来源内标识',
	version: '版本号',
	department: '责任部门',
	township: '乡镇',
	withdrawn: '是否撤回',
	receivedAt: '首次收到时间',
	via: '汇聚方式：接口、批量、录入',
	flawed: '首次收到时不合格'
};

const TITLES: Record<string, string[]> = {
	item: ['itemName'],
	subject: ['subjectName'],
	officer: ['certificateNumber'],
	inspection: ['checkActionName', 'administrativeCp'],
	penalty: ['punishActionName', 'administrativeCp'],
	coercion: ['coercionActionName', 'administrativeCp'],
	other_act: ['actionName', 'administrativeCp'],
	warning: ['title', 'riskObject'],
	complaint: ['topic'],
	checklist: ['checklistName'],
	plan: ['planName'],
	credit_record: ['administrativeCp', 'recordNumber'],
	approval: ['approvalName', 'administrativeCp'],
	joint_task: ['taskName', 'unionDeptName'],
	point: ['pointName'],
	device: ['deviceName'],
	system: ['systemName']
};

const ACT = { matched: '相对人已在监管对象库', reportDueAt: '报送时限' };

/** Fields that the cockpit keeps itself, beside those of the dataset. */
const KEPT: Record<string, Record<string, string>> = {
	point: { enabledAt: '启用时间', online: '是否在线', onlineSince: '在线起始' },
	system: { connected: '是否联通', connectedSince: '联通起始' },
	...Object.fromEntries(['inspection', 'penalty', 'coercion', 'other_act'].map((act) => [act, ACT]))
};

const TYPES: Record<string, Described> = {
	...Object.fromEntries(
		DATASETS.map(({ type, title, schema }) => [
			type.name,
			{
				label: title,
				fields: {
					...COMMON,
					...Object.fromEntries(
						Object.entries(schema.shape).map(([field, s]) => [field, s.description ?? field])
					),
					...COMMON,
					...KEPT[type.name]
				},
				title: (row) =>
					(TITLES[type.name] ?? [])
						.map((field) => row[field])
						.filter((value) => typeof value === 'string' && !isSealed(value))
						.join(' · ')
			} satisfies Described
		])
	),
	obligation: {
		label: '办理时限',
		fields: {
			...COMMON,
			kind: '事项：签收、反馈、办结、处置',
			subjectRecord: '所属类别',
			subjectKey: '所属记录',
			level: '等级',
			startedAt: '起算时间',
			dueAt: '到期时间',
			closedAt: '完成时间（以收到为准）',
			sourceClosedAt: '来源所报完成时间'
		},
		title: (row) =>
			`${SUBJECT_WORDS[row.subjectRecord as string] ?? row.subjectRecord}${dutyWord(row.kind)}`
	},
	anomaly: {
		label: '异常数据',
		fields: {
			...COMMON,
			kind: '类别：报送错误、未报送、报送不一致',
			dataset: '数据集',
			origin: '来源系统',
			originId: '来源内标识',
			batch: '批次',
			batchIndex: '批次内行号',
			errors: '错误',
			foundAt: '发现时间',
			notifiedAt: '通知时间',
			state: '状态：待处置、已更正、已说明',
			closedAt: '处置完成时间',
			correction: '更正后的记录',
			reason: '不再重报的理由',
			dismissedBy: '说明人'
		},
		title: (row) => anomalyTitle(String(row.dataset), String(row.kind))
	},
	alarm: {
		label: '非现场报警',
		fields: {
			...COMMON,
			point: '测点',
			rule: '报警规则',
			field: '领域',
			level: '级别',
			factor: '监测因子',
			unit: '单位',
			threshold: '限值',
			value: '报警值',
			raisedAt: '报警时间',
			clearedAt: '消除时间'
		},
		// The name of its point says what is measured.
		title: (row) => `报警 ${row.value} ${row.unit}（限值 ${row.threshold}）`
	}
};

export const describe = (type: string): Described =>
	TYPES[type] ?? { label: type, fields: COMMON, title: () => '' };

/** What any reader may see: sealed fields and the ledger's own columns are left out. */
export function openFields(row: Base): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).filter(
			([field, value]) =>
				!['region', 'rowHash', 'seq', 'key', 'department', 'township'].includes(field) &&
				value !== null &&
				!isSealed(value)
		)
	);
}
