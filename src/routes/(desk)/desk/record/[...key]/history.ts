/** A ledger entry in words: what happened, by whom, through which door. */

const VERBS: Record<string, string> = {
	recorded: '录入',
	found: '发现',
	repeated: '再次报错',
	dismissed: '说明',
	matched: '关联主体',
	unmatched: '解除关联',
	connected: '联通',
	disconnected: '失联',
	corrected: '更正',
	withdrawn: '撤回',
	opened: '下达',
	closed: '办结',
	reopened: '重新开启',
	changed: '变更时限',
	raised: '报警触发',
	cleared: '报警消除',
	silent: '断线',
	back: '恢复在线'
};

const DOORS: Record<string, string> = {
	http: '接口报送',
	batch: '文件报送',
	hj212: 'HJ 212 数采仪',
	mqtt: '物联网终端',
	mine: '煤矿联网文件',
	desk: '在线录入',
	demo: '演示数据装载',
	job: '系统作业'
};

const JOBS: Record<string, string> = { clock: '时钟作业', demo: '演示数据' };

/** Their versions are steps of the work, not corrections of what was wrong. */
const WORKFLOWS = ['warning', 'complaint'];

/** `inspection.recorded` → 录入 */
export function happenedWhat(kind: string): string {
	const [type = '', verb = kind] = kind.split('.');
	if (type === 'anomaly' && verb === 'corrected') return '更正重报';
	if (verb === 'corrected' && WORKFLOWS.includes(type)) return '更新进展';
	return VERBS[verb] ?? verb;
}

/** `source:energy-bureau`, `user:<id>`, `job:clock` */
export function happenedBy(actor: string): string {
	const [kind, ...rest] = actor.split(':');
	const name = rest.join(':');
	if (kind === 'source') return `来源系统 ${name}`;
	if (kind === 'job') return JOBS[name] ?? name;
	return name || actor;
}

export const happenedHow = (source: string): string => DOORS[source] ?? source;
