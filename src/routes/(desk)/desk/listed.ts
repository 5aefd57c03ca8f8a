/** A record as one line of a list: when, how severe, and what became of it. Pure. */
import { span } from '$lib/ui/times';

export interface Line {
	/** ISO; null where the record has no time. */
	at: string | null;
	/** What that time is: a day, a deadline, or a moment. */
	kind: 'day' | 'deadline' | 'moment';
	level: number | null;
	state: string;
	/** Is the state one to look at? */
	tone: 'bad' | 'soon' | 'good' | null;
}

type Fields = Record<string, unknown>;

const CHECKED: Record<string, string> = {
	passed: '未发现问题',
	rectify: '已责令改正',
	transferred: '待后续处理',
	unreachable: '无法联系'
};

/** `fields` as the record holds them, times as Dates; `now` is when the list stands, ms. */
export function lineOf(record: string, t: string | null, fields: Fields, now: number): Line {
	const text = (field: string) => (typeof fields[field] === 'string' ? fields[field] : '');
	const since = (field: string) => msOf(fields[field]) ?? now;
	const line = (state: string, tone: Line['tone'] = null, at = t): Line => ({
		at,
		kind: record === 'penalty' ? 'day' : record === 'obligation' ? 'deadline' : 'moment',
		level: typeof fields.level === 'number' ? fields.level : null,
		state,
		tone
	});
	switch (record) {
		case 'inspection':
			return line(
				CHECKED[text('checkResult')] ?? '',
				text('checkResult') === 'passed' ? null : 'soon'
			);
		case 'penalty':
			return line(text('punishResult'));
		case 'coercion':
		case 'other_act':
			return line(fields.endDate ? '已结束' : '进行中');
		case 'obligation':
			return line(...duty(fields, now));
		case 'alarm':
			return line(
				fields.clearedAt ? '已消除' : `未消除 ${span(now - since('raisedAt'))}`,
				fields.clearedAt ? null : 'bad',
				isoOf(fields.raisedAt)
			);
		case 'warning':
			return line(progress(fields), fields.feedbackAt ? null : 'soon', isoOf(fields.createdAt));
		case 'point':
			return line(
				fields.online ? '在线' : '离线',
				fields.online ? null : 'bad',
				isoOf(fields.onlineSince)
			);
		default:
			return line('');
	}
}

function duty(fields: Fields, now: number): [string, Line['tone']] {
	const due = msOf(fields.dueAt) ?? now;
	const closed = msOf(fields.closedAt);
	if (closed !== null) {
		return closed < due ? ['按期', 'good'] : [`迟 ${span(closed - due)}`, 'bad'];
	}
	return due <= now ? [`逾期 ${span(now - due)}`, 'bad'] : [`余 ${span(due - now)}`, 'soon'];
}

function progress(fields: Fields): string {
	if (fields.feedbackAt) return '已反馈';
	if (fields.disposedAt) return '已处置，待反馈';
	if (fields.verifiedAt) return '已核查，待处置';
	return fields.signedAt ? '已签收，待核查' : '待签收';
}

const msOf = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
const isoOf = (value: unknown): string | null =>
	value instanceof Date ? value.toISOString() : null;
