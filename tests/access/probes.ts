/**
 * Who may call what, written down a second time and by hand: for each route and action one probe with what is the
 * department's own and one with what is another's. Not read from the application, so that it can disagree with it.
 */
import { qualityProbes } from './quality-probes';
import { reportProbes } from './report-probes';

/** 能源局 and 白堂乡 are "ours"; 市场监管局 and 井坪镇 are "theirs". */
export const OURS = 'MATRIXOURS';
export const THEIRS = 'MATRIXTHEIRS';

export const PERSONS = {
	leader: '区领导',
	ducha: '督查考核',
	nengyuan: '部门第一责任人',
	chengban: '承办人员',
	zhifa: '执法人员',
	baitang: '乡镇监管人员',
	quhua: '区划管理员',
	guanli: '部门系统管理员',
	xitong: '系统管理员',
	anquan: '安全管理员',
	shenji: '审计管理员'
} as const;
export type Who = keyof typeof PERSONS | 'source' | 'reader' | 'screen' | 'nobody';
export const EVERYBODY = [
	...(Object.keys(PERSONS) as (keyof typeof PERSONS)[]),
	...(['source', 'reader', 'screen', 'nobody'] as const)
] as const satisfies Who[];

const anyone: readonly Who[] = EVERYBODY;
const persons = Object.keys(PERSONS) as Who[];
const district: readonly Who[] = ['leader', 'ducha'];
const department: readonly Who[] = ['nengyuan', 'chengban'];
const nobody: readonly Who[] = [];

/** These may see what is the other department's. */
export const SEES_ALL: readonly Who[] = ['leader', 'ducha', 'reader', 'screen'];

export interface Probe {
	/** As `tree.ts` lists it. */
	call: string;
	path: string;
	may: readonly Who[];
	form?: Record<string, string>;
	json?: unknown;
}

export interface Ids {
	/** Accounts of a head of each department. */
	ourAccount: string;
	theirAccount: string;
	/** A grant between two other departments. */
	theirGrant: string;
	/** First digits of a key's hash. */
	keyMark: string;
	/** A batch of rows refused to another source. */
	theirBatch: string;
}

const get = (route: string, ...probes: [path: string, may: readonly Who[]][]): Probe[] =>
	probes.map(([path, may]) => ({ call: `GET ${route}`, path, may }));
const post = (
	call: string,
	path: string,
	may: readonly Who[],
	form: Record<string, string> = {}
): Probe => ({ call: `POST ${call}`, path, may, form });

const DESK = '/(desk)/desk';
const ADMIN = '/(admin)/admin';
const reason = { purpose: '权限核对测试' };
const SCOPES: [scope: string, may: readonly Who[]][] = [
	['district', district],
	['department:nengyuan', [...district, ...department]],
	['department:shijian', district],
	['township:140603200', [...district, 'baitang']],
	['township:140603100', district]
];
const withReader = (may: readonly Who[]): readonly Who[] => [...may, 'reader'];
const record = (mark: string) => `/desk/record/inspection/trial/${mark}`;

export const probes = (ids: Ids): Probe[] => [
	...get('/(public)', ['/', anyone]),
	...get('/(public)/board', ['/board', anyone]),
	...get('/refused', ['/refused', nobody]),
	...get('/sign-in', ['/sign-in', anyone]),
	post('/sign-in?/enter', '/sign-in?/enter', anyone),
	post('/sign-in?/leave', '/sign-in?/leave', anyone),
	...get('/sign-in/second', ['/sign-in/second', anyone]),
	post('/sign-in/second?/default', '/sign-in/second', anyone),
	...get('/sign-in/province', ['/sign-in/province', anyone]),
	...get('/sign-in/province/callback', ['/sign-in/province/callback', anyone]),

	{ call: 'POST /alive', path: '/alive', may: [...persons, 'screen'], form: {} },
	...get('/(wall)/cockpit', ['/cockpit', [...district, 'screen']]),
	...get(DESK, ['/desk', persons]),
	...get(
		`${DESK}/department/[code]`,
		['/desk/department/nengyuan', [...district, ...department]],
		['/desk/department/shijian', district]
	),
	...get(
		`${DESK}/township/[code]`,
		['/desk/township/140603200', [...district, 'baitang']],
		['/desk/township/140603100', district]
	),
	...['', '/export', '/export/file'].flatMap((end) =>
		get(
			`${DESK}/metric/[id]${end}`,
			...SCOPES.map(([scope, may]): [string, readonly Who[]] => [
				`/desk/metric/K-05${end}?${new URLSearchParams({ scope, ...(end === '/export/file' && reason) })}`,
				may
			])
		)
	),
	...get(
		`${DESK}/record/[...key]`,
		[record(OURS), [...district, ...department, 'zhifa', 'baitang']],
		[record(THEIRS), district]
	),
	post(
		`${DESK}/metric/[id]/export?/default`,
		'/desk/metric/K-05/export?scope=department:shijian',
		district,
		reason
	),
	post(`${DESK}/record/[...key]?/unseal`, `${record(OURS)}?/unseal`, ['chengban', 'zhifa'], {
		...{ field: 'administrativeCpUiCode' },
		...reason
	}),
	post(`${DESK}/record/[...key]?/unseal`, `${record(THEIRS)}?/unseal`, nobody, {
		...{ field: 'administrativeCpUiCode' },
		...reason
	}),
	...get(`${DESK}/mine`, ['/desk/mine', ['zhifa']]),
	...get(`${DESK}/grants`, ['/desk/grants', department]),
	...qualityProbes([OURS, THEIRS], { district, department, nobody }),
	...get(`${DESK}/datasets`, ['/desk/datasets', persons]),
	...get(`${DESK}/datasets/[name]`, ['/desk/datasets/penalties', persons]),
	...reportProbes(['chengban']),
	post(`${DESK}/grants?/give`, '/desk/grants?/give', department),
	post(`${DESK}/grants?/revoke`, '/desk/grants?/revoke', nobody, { id: ids.theirGrant }),

	...get(ADMIN, ['/admin', persons]),
	...get(`${ADMIN}/account`, ['/admin/account', persons]),
	...['password', 'begin', 'confirm', 'remove', 'others'].map((action) =>
		post(`${ADMIN}/account?/${action}`, `/admin/account?/${action}`, persons)
	),
	...get(`${ADMIN}/account/first`, ['/admin/account/first', persons]),
	...['password', 'begin', 'confirm'].map((action) =>
		post(`${ADMIN}/account/first?/${action}`, `/admin/account/first?/${action}`, persons)
	),
	...get(`${ADMIN}/people`, ['/admin/people', ['quhua', 'guanli', 'anquan']]),
	...get(`${ADMIN}/people/new`, ['/admin/people/new', ['quhua', 'guanli', 'anquan']]),
	post(`${ADMIN}/people/new?/default`, '/admin/people/new', nobody, {
		...{ username: 'matrix', name: '矩阵测试', role: 'head', department: 'shijian' }
	}),
	...get(
		`${ADMIN}/people/[id]`,
		[`/admin/people/${ids.ourAccount}`, ['quhua', 'guanli', 'anquan']],
		[`/admin/people/${ids.theirAccount}`, ['quhua', 'anquan']]
	),
	...['suspend', 'restore', 'end', 'unlock'].map((action) =>
		post(
			`${ADMIN}/people/[id]?/${action}`,
			`/admin/people/${ids.theirAccount}?/${action}`,
			['anquan'],
			reason
		)
	),
	...['change', 'factor', 'password'].map((action) =>
		post(
			`${ADMIN}/people/[id]?/${action}`,
			`/admin/people/${ids.theirAccount}?/${action}`,
			nobody,
			{
				...{ name: '矩阵测试', role: 'head', department: 'nengyuan' }
			}
		)
	),
	...get(`${ADMIN}/keys`, ['/admin/keys', ['xitong']]),
	...get(`${ADMIN}/keys/new`, ['/admin/keys/new', ['xitong']]),
	...get(`${ADMIN}/keys/[mark]`, [`/admin/keys/${ids.keyMark}`, ['xitong']]),
	post(`${ADMIN}/keys/new?/default`, '/admin/keys/new', ['xitong'], {
		...{ kind: 'reader', name: 'matrix-forged' }
	}),
	...['revoke', 'rotate'].map((action) =>
		post(
			`${ADMIN}/keys/[mark]?/${action}`,
			`/admin/keys/${ids.keyMark}?/${action}`,
			['xitong'],
			reason
		)
	),
	post(`${ADMIN}/settings?/default`, '/admin/settings', ['anquan'], {
		...{ id: 'session.idle', amount: '60', source: '权限核对测试' }
	}),
	...['find', 'erase'].map((action) =>
		post(`${ADMIN}/erasure?/${action}`, `/admin/erasure?/${action}`, ['anquan'], {
			...{ text: '14060319900101001X', word: '删除' },
			...reason
		})
	),
	...['verify', 'stop'].map((action) =>
		post(`${ADMIN}/audit?/${action}`, `/admin/audit?/${action}`, ['shenji'])
	),
	...get(`${ADMIN}/settings`, ['/admin/settings', ['anquan']]),
	...get(`${ADMIN}/erasure`, ['/admin/erasure', ['anquan']]),
	...get(`${ADMIN}/audit`, ['/admin/audit', ['shenji']]),

	...get('/api/v1/health', ['/api/v1/health', anyone]),
	...get('/api/v1/openapi.json', ['/api/v1/openapi.json', anyone]),
	...get(
		'/api/v1/tiles',
		...SCOPES.map(([scope, may]): [string, readonly Who[]] => [
			`/api/v1/tiles?scope=${scope}`,
			[...may, 'reader', 'screen']
		])
	),
	...get(
		'/api/v1/tiles/[metric]/records',
		...SCOPES.map(([scope, may]): [string, readonly Who[]] => [
			`/api/v1/tiles/K-05/records?scope=${scope}`,
			withReader(may)
		])
	),
	...get('/api/v1/ledger', ['/api/v1/ledger?after=0', withReader(district)]),
	...get('/api/v1/ledger/head', ['/api/v1/ledger/head', withReader(district)]),
	{
		...{ call: 'POST /api/v1/records/[dataset]', path: '/api/v1/records/items' },
		...{ may: ['source'], json: [] }
	},
	{
		...{ call: 'POST /api/v1/records/[dataset]', path: '/api/v1/records/warnings' },
		...{ may: nobody, json: [] }
	},
	...get('/api/v1/rejections/[batch]', [`/api/v1/rejections/${ids.theirBatch}`, ['source']])
];

/** Topics of the socket. */
export const TOPICS: { topic: string; may: readonly Who[] }[] = [
	{ topic: 'wall:140603', may: [...district, 'reader', 'screen'] },
	{ topic: 'monitoring:140603', may: withReader(district) },
	{ topic: 'department:140603:nengyuan', may: withReader([...district, ...department]) },
	{ topic: 'department:140603:shijian', may: withReader(district) },
	{ topic: 'township:140603:140603200', may: withReader([...district, 'baitang']) },
	{ topic: 'township:140603:140603100', may: withReader(district) },
	{ topic: 'public:140603', may: anyone }
];
