/** An anomaly in words: what it is, how long there is for it, and how it ended. */
import type { AnomalyRow } from '$lib/domain/anomalies/reads.server';
import { anomalyTitle } from '$lib/domain/anomalies/words';
import { app } from '$lib/server/app.server';
import { span } from '$lib/ui/times';
import { codeWord, fieldWord } from '../quality/words.server';

export const anomalyPath = (id: string) => `/desk/anomalies/${encodeURIComponent(id)}`;

export function lineOf(row: AnomalyRow, now: number) {
	const { reference } = app();
	return {
		id: row.id,
		href: anomalyPath(row.id),
		title: anomalyTitle(row.dataset, row.kind),
		row: rowWord(row),
		source: row.origin,
		department: reference.departmentName(row.department),
		foundAt: row.foundAt.toISOString(),
		dueAt: row.dueAt?.toISOString() ?? null,
		errors: errorsOf(row),
		...stateOf(row, now)
	};
}

export const errorsOf = ({ dataset, errors }: Pick<AnomalyRow, 'dataset' | 'errors'>) =>
	errors.map(({ field, code, message }) => ({
		field: fieldWord(dataset, field) ?? '整行',
		code: codeWord(code),
		message
	}));

/** Which row or which period. */
function rowWord({ kind, originId }: AnomalyRow): string {
	if (originId === null || originId.startsWith('~')) return '未写标识的数据';
	if (kind !== 'missing') return originId;
	const [, start, every] = originId.split('.');
	return `${start} 起${{ day: '一日', week: '一周', month: '一月' }[every ?? ''] ?? ''}`;
}

function stateOf(
	{ state, dueAt, closedAt }: AnomalyRow,
	now: number
): { state: string; tone: 'bad' | 'soon' | null } {
	if (state === 'open') {
		if (!dueAt) return { state: '待处置', tone: 'soon' };
		const left = dueAt.getTime() - now;
		if (left <= 0) return { state: `逾期 ${span(-left)}`, tone: 'bad' };
		return { state: `余 ${span(left)}`, tone: 'soon' };
	}
	const late = dueAt && closedAt && closedAt >= dueAt ? '（逾期）' : '';
	return { state: `${state === 'corrected' ? '已更正' : '已说明'}${late}`, tone: null };
}
