/** What is reported by hand, in the order of the regulation's article 15, and what each group is for. */
export interface Group {
	title: string;
	lead: string;
	datasets: string[];
}

export const GROUPS: Group[] = [
	{
		title: '监管行为',
		lead: '检查、处罚、强制和其他监管行为，作出后按时报送。',
		datasets: ['inspections', 'penalties', 'coercions', 'other-acts']
	},
	{
		title: '事项、清单和计划',
		lead: '监管事项目录清单、检查实施清单和监管计划，编制或调整后报送。',
		datasets: ['items', 'checklists', 'plans']
	},
	{
		title: '监管对象、人员和信用',
		lead: '监管对象名录、执法人员和信用信息，有变化时更新。',
		datasets: ['subjects', 'officers', 'credit-records']
	},
	{
		title: '预警、投诉和协同监管',
		lead: '风险预警、投诉举报、审管联动和联合监管任务，随办理进度更新。',
		datasets: ['warnings', 'complaints', 'approvals', 'joint-tasks']
	},
	{
		title: '接入登记',
		lead: '非现场监测的点位、接入设备，以及对接的业务系统。监测数据由设备直接上传，不在此报送。',
		datasets: ['points', 'devices', 'systems']
	}
];
