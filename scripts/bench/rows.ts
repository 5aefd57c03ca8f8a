/** What a source sends: rows of the datasets, numbered, the same at every run but for their dates. */
import { dateOf, DAY_MS } from '../../src/lib/metrics/period';
import { creditCodeCheck } from '../../src/lib/standards/uscc';

const TOWNSHIPS = ['140603100', '140603101', '140603200', '140603201', '140603202', '140603203'];
const DEPARTMENTS = ['nengyuan', 'yingji', 'shengtai', 'shijian', 'jiaotong', 'zhujian'];
const RESULTS = ['passed', 'passed', 'passed', 'rectify', 'transferred'];
const FACTORS = ['ch4', 'co', 'temperature', 'wind'];
const SUBJECTS = 2_000;
const POINTS = 500;

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const codeOf = (n: number): string => {
	const body = `91140603MABN${String(n % SUBJECTS).padStart(5, '0')}`;
	return body + creditCodeCheck(body)!;
};
const nameOf = (n: number) => `平鲁区第${n % SUBJECTS}号煤炭运销有限公司`;

/** Of subjects that are registered: an act finds its township through its subject. */
export const subjects = () =>
	Array.from({ length: SUBJECTS }, (_, n) => ({
		id: `subject-${n}`,
		department: 'shijian',
		township: pick(TOWNSHIPS, n),
		creditCode: codeOf(n),
		subjectName: nameOf(n),
		subjectKind: 'enterprise',
		industry: '煤炭开采'
	}));

/** About 1 KB of JSON each, a third of it free text that is sealed; of the last `days` days. */
export const inspections = (prefix: string, count: number, now: Date, days = 30) =>
	Array.from({ length: count }, (_, n) => ({
		id: `${prefix}-${n}`,
		department: pick(DEPARTMENTS, n),
		superviseItemImplementCode: `140603001${String(n % 720).padStart(5, '0')}`,
		superviseObject: nameOf(n),
		implementInstitution: '平鲁区能源局煤矿安全监督检查大队',
		administrativeCp: nameOf(n),
		administrativeCpUiCode: codeOf(n),
		checkActionName: '煤矿采掘工作面日常安全检查',
		checkActionCode: `JC-${prefix}-${n}`,
		checkForm: 'onsite',
		checkType: 'daily',
		checkResult: pick(RESULTS, n),
		checkDate: dateOf(new Date(now.getTime() - (n % days) * DAY_MS)),
		checkPersonnelCode: [`1406031${n % 900}`, `1406032${n % 900}`],
		remark: `第${n}次检查：现场查看综采工作面支护、通风与瓦斯监测记录，抽查作业规程与班前会台账，询问带班矿领导及特种作业人员三名；发现个别传感器标校记录填写不规范，已当场指出并要求当日改正。`
	}));

export const points = () =>
	Array.from({ length: POINTS }, (_, n) => ({
		id: `point-${n}`,
		department: 'nengyuan',
		township: pick(TOWNSHIPS, n),
		pointName: `示例矿 ${n} 号测点`,
		field: 'coal',
		factor: pick(FACTORS, n),
		unit: '%',
		interval: 300
	}));

/** One of every point at each time, oldest first, a second apart, the last of them at `until`. */
export const readings = (count: number, until: Date) =>
	Array.from({ length: count }, (_, n) => ({
		point: `point-${n % POINTS}`,
		time: new Date(until.getTime() - Math.floor((count - 1 - n) / POINTS) * 1_000).toISOString(),
		value: (n % 50) / 100,
		flag: 'N'
	}));
