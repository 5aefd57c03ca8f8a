/** Who may call which route. A route that is not named here is refused to everybody. */
import type { Actor } from './actor';
import type { Role } from './roles';

type Key = 'source' | 'reader' | 'screen';
/** `person`: whoever has signed in, whatever the role. */
export type Who = 'anyone' | readonly (Role | Key | 'person')[];

const DISTRICT = ['leader', 'assessor'] as const;
const FIGURES = [...DISTRICT, 'head', 'handler', 'township'] as const;
const QUALITY = [...DISTRICT, 'head', 'handler'] as const;
const PEOPLE = ['region_admin', 'department_admin', 'security_admin'] as const;
/** 承办人员 report for their department; administrators have no part in its data (三权分立). */
const REPORTS = ['handler'] as const;

export const ROUTES: Record<string, Who> = {
	'/(public)': 'anyone',
	'/(public)/board': 'anyone',
	/** What a refusal looks like. */
	'/refused': 'anyone',
	'/sign-in': 'anyone',
	'/sign-in/second': 'anyone',
	'/sign-in/province': 'anyone',
	'/sign-in/province/callback': 'anyone',
	'/api/v1/health': 'anyone',
	'/api/v1/openapi.json': 'anyone',

	'/alive': ['person', 'screen'],
	'/(wall)/cockpit': [...DISTRICT, 'screen'],
	'/(desk)/desk': ['person'],
	'/(desk)/desk/department/[code]': FIGURES,
	'/(desk)/desk/township/[code]': FIGURES,
	'/(desk)/desk/metric/[id]': FIGURES,
	'/(desk)/desk/metric/[id]/export': FIGURES,
	'/(desk)/desk/metric/[id]/export/file': FIGURES,
	'/(desk)/desk/record/[...key]': [...FIGURES, 'officer'],
	'/(desk)/desk/mine': ['officer'],
	'/(desk)/desk/grants': ['head', 'handler'],
	'/(desk)/desk/quality': QUALITY,
	'/(desk)/desk/quality/expected': QUALITY,
	'/(desk)/desk/quality/subjects': QUALITY,
	'/(desk)/desk/anomalies': QUALITY,
	'/(desk)/desk/anomalies/[id]': QUALITY,
	'/(desk)/desk/devices': QUALITY,
	'/(desk)/desk/datasets': ['person'],
	'/(desk)/desk/datasets/[name]': ['person'],
	'/(desk)/desk/report': REPORTS,
	'/(desk)/desk/report/[dataset]': REPORTS,
	'/(desk)/desk/report/[dataset]/upload': REPORTS,
	'/(desk)/desk/report/[dataset]/template.xlsx': REPORTS,
	'/(desk)/desk/report/[dataset]/new': REPORTS,
	'/(desk)/desk/report/[dataset]/edit/[id]': REPORTS,
	'/(desk)/desk/report/files/[id]': REPORTS,
	'/(desk)/desk/report/imports/[job]': REPORTS,
	'/(desk)/desk/report/imports/[job]/refused.xlsx': REPORTS,

	'/(admin)/admin': ['person'],
	'/(admin)/admin/account': ['person'],
	'/(admin)/admin/account/first': ['person'],
	'/(admin)/admin/people': PEOPLE,
	'/(admin)/admin/people/new': PEOPLE,
	'/(admin)/admin/people/[id]': PEOPLE,
	'/(admin)/admin/keys': ['system_admin'],
	'/(admin)/admin/keys/new': ['system_admin'],
	'/(admin)/admin/keys/[mark]': ['system_admin'],
	'/(admin)/admin/settings': ['security_admin'],
	'/(admin)/admin/erasure': ['security_admin'],
	'/(admin)/admin/audit': ['audit_admin'],

	'/api/v1/records/[dataset]': ['source'],
	'/api/v1/rejections/[batch]': ['source'],
	'/api/v1/tiles': [...FIGURES, 'reader', 'screen'],
	'/api/v1/tiles/[metric]/records': [...FIGURES, 'reader'],
	'/api/v1/ledger': [...DISTRICT, 'reader'],
	'/api/v1/ledger/head': [...DISTRICT, 'reader']
};

/** What must come first keeps a person from everything but this. */
const FIRST = ['/(admin)/admin/account/first', '/sign-in'];

/** Null where the actor may call it; `sign-in` where nobody is known yet; `first` where something is still to be done. */
export function refusalOf(actor: Actor, route: string): null | 'sign-in' | 'first' | 'forbidden' {
	const who = Object.hasOwn(ROUTES, route) ? ROUTES[route]! : [];
	if (actor.kind === 'person' && actor.first && !FIRST.includes(route) && who !== 'anyone') {
		return 'first';
	}
	if (who === 'anyone') return null;
	if (actor.kind === 'public') return 'sign-in';
	if (actor.kind !== 'person') return who.includes(actor.kind) ? null : 'forbidden';
	return who.includes('person') || who.includes(actor.role) ? null : 'forbidden';
}
