/** What the lists behind a figure are called. */
import type { Metric } from '$lib/metrics/metric';

const WHOLES: Record<string, { numerator: string; denominator: string }> = {
	'K-05': { numerator: '全部', denominator: '' },
	'K-10': { numerator: '在线', denominator: '启用' },
	'K-10c': { numerator: '全部', denominator: '' },
	'K-11': { numerator: '按期反馈', denominator: '到期' },
	'K-12': { numerator: '按期办结', denominator: '到期' },
	'K-19': { numerator: '按期完成', denominator: '到期' }
};

/** What parts have in common that differ by level: K-11's are what is open now, not what fell due. */
export const partsTitle = (metric: Metric): string | null =>
	metric.id === 'K-11' ? '此刻待反馈' : null;

export function partName(metric: Metric, part: string): string {
	if (part === 'numerator' || part === 'denominator') {
		return WHOLES[metric.id]?.[part] ?? (part === 'numerator' ? '分子' : '分母');
	}
	const label = metric.parts?.[part]?.label ?? part;
	const title = partsTitle(metric);
	return title ? `${title} · ${label}` : label;
}

/** Every list of a metric, in the order of its tabs. */
export const partsOf = (metric: Metric): string[] => [
	'numerator',
	...(metric.denominator ? ['denominator'] : []),
	...Object.keys(metric.parts ?? {})
];
