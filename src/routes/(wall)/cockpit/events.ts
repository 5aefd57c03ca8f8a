/** A ledger entry as a line of the live feed. */

const TYPES: Record<string, string> = {
	inspection: '检查',
	penalty: '处罚',
	coercion: '强制',
	other_act: '其他行为',
	warning: '预警',
	complaint: '投诉',
	point: '测点',
	alarm: '报警'
};

/** A later version signs, verifies or closes as often as it mends: 更新, not 更正. */
const VERBS: Record<string, string> = {
	recorded: '录入',
	corrected: '更新',
	withdrawn: '撤回',
	raised: '触发',
	cleared: '消除',
	silent: '失联',
	back: '恢复'
};

/** `inspection.recorded` → `检查录入`. What has no name here yet is shown as it is. */
export function happened(kind: string): string {
	const [type = '', verb = ''] = kind.split('.');
	return `${TYPES[type] ?? type}${VERBS[verb] ?? verb}`;
}
