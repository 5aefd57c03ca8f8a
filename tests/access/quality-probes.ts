/** The quality desk: what is one's own and what is another's, beside the others in `probes.ts`. */
import type { Probe, Who } from './probes';

const DESK = '/(desk)/desk';
const PAGES = ['quality', 'quality/expected', 'quality/subjects', 'anomalies', 'devices'];
const reason = { purpose: '权限核对测试' };

export function qualityProbes(
	[ours, theirs]: [string, string],
	{ district, department, nobody }: Record<'district' | 'department' | 'nobody', readonly Who[]>
): Probe[] {
	const anomaly = (mark: string) => `/desk/anomalies/trial.items.${mark}`;
	const ofOne = (action: string, mark: string, may: readonly Who[]): Probe => ({
		...{ call: `POST ${DESK}/anomalies/[id]?/${action}`, path: `${anomaly(mark)}?/${action}` },
		...{ may, form: reason }
	});
	const all = [...district, ...department];
	return [
		...PAGES.map((page) => ({ call: `GET ${DESK}/${page}`, path: `/desk/${page}`, may: all })),
		...['save', 'remove'].map((action): Probe => ({
			call: `POST ${DESK}/quality/expected?/${action}`,
			path: `/desk/quality/expected?/${action}`,
			may: ['ducha'],
			form: {}
		})),
		{ call: `GET ${DESK}/anomalies/[id]`, path: anomaly(ours), may: all },
		{ call: `GET ${DESK}/anomalies/[id]`, path: anomaly(theirs), may: district },
		ofOne('raw', ours, ['chengban']),
		ofOne('raw', theirs, nobody),
		ofOne('dismiss', ours, department),
		ofOne('dismiss', theirs, nobody)
	];
}
