/** A ledger entry as a line of the live feed. */

const TYPES: Record<string, string> = {
	item: '监管事项',
	subject: '监管对象',
	officer: '执法人员',
	inspection: '检查',
	penalty: '处罚',
	coercion: '强制',
	other_act: '其他监管',
	warning: '预警',
	complaint: '投诉举报',
	point: '监测点',
	obligation: '任务',
	alarm: '报警'
};

const VERBS: Record<string, string> = {
	recorded: '录入',
	corrected: '更新',
	opened: '下达',
	closed: '办结',
	reopened: '重启',
	raised: '触发',
	cleared: '消除',
	withdrawn: '撤回'
};

/** `inspection.recorded` → `检查录入`. */
export function happened(kind: string): string {
	const [type = '', verb = ''] = kind.split('.');
	return `${TYPES[type] ?? type}${VERBS[verb] ?? verb}`;
}
