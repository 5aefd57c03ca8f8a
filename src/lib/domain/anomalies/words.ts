/** How an anomaly is called. */
import type { Kind } from './model';

export const KIND_WORDS: Record<Kind, string> = {
	rejected: '报送错误',
	missing: '未报送',
	inconsistent: '报送不一致'
};

/** Datasets as a title names them, briefly. */
const DATASET_WORDS: Record<string, string> = {
	items: '监管事项',
	checklists: '检查实施清单',
	plans: '监管计划',
	subjects: '监管对象',
	officers: '执法人员',
	inspections: '行政检查',
	penalties: '行政处罚',
	coercions: '行政强制',
	'other-acts': '其他监管行为',
	complaints: '投诉举报',
	'credit-records': '信用信息',
	approvals: '审批信息',
	warnings: '风险预警',
	'joint-tasks': '联合监管任务',
	devices: '接入设备',
	points: '监测点位',
	readings: '监测数据',
	systems: '对接系统'
};

export const datasetWord = (dataset: string): string => DATASET_WORDS[dataset] ?? dataset;

/** 行政检查报送错误 */
export const anomalyTitle = (dataset: string, kind: string): string =>
	`${datasetWord(dataset)}${KIND_WORDS[kind as Kind] ?? '数据异常'}`;
