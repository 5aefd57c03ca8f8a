/** 数据报送: what is another's is a draft, a file or an import that there is not, as far as anybody may know. */
import type { Probe } from './probes';

const REPORT = '/(desk)/desk/report';
const NO_ID = '00000000-0000-4000-8000-000000000000';

/** By route within the reporting desk: its address, its actions. */
const ROUTES: { route: string; path: string; actions?: string[] }[] = [
	{ route: '', path: '', actions: ['discard'] },
	{ route: '/[dataset]', path: '/inspections', actions: ['default'] },
	{ route: '/[dataset]/template.xlsx', path: '/inspections/template.xlsx' },
	{ route: '/[dataset]/new', path: '/inspections/new' },
	{
		...{ route: '/[dataset]/edit/[id]', path: `/inspections/edit/${NO_ID}` },
		actions: ['keep', 'send', 'discard']
	},
	{ route: '/files/[id]', path: `/files/${NO_ID}`, actions: ['import', 'leave'] },
	{ route: '/imports/[job]', path: `/imports/${NO_ID}`, actions: ['stop'] },
	{ route: '/imports/[job]/refused.xlsx', path: `/imports/${NO_ID}/refused.xlsx` }
];

export const reportProbes = (may: Probe['may']): Probe[] => [
	...ROUTES.flatMap(({ route, path, actions = [] }) => [
		{ call: `GET ${REPORT}${route}`, path: `/desk/report${path}`, may },
		...actions.map((action) => ({
			call: `POST ${REPORT}${route}?/${action}`,
			path: `/desk/report${path}${action === 'default' ? '' : `?/${action}`}`,
			may,
			form: {}
		}))
	]),
	{
		call: `POST ${REPORT}/[dataset]/upload`,
		path: '/desk/report/inspections/upload',
		may,
		form: {}
	}
];
