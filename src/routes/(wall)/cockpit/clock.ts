/** What the clock of a matter says: how long it has waited, how late it is, or what is left. */
import type { MatterItem } from '$lib/live/protocol';
import { span } from '$lib/ui/times';

/** `late` is past its time, `soon` will be within a day or was not even signed for. */
export type Urgency = 'late' | 'soon' | 'calm';

const DAY = 86_400_000;
const WAITING: Record<MatterItem['waiting'], string> = {
	sign: '未签收',
	feedback: '未反馈',
	close: '未办结',
	dispose: '未处置',
	open: '未消'
};

/** `now` is the server's clock in milliseconds. A deadline is exclusive: at its minute it is late. */
export function clockOf(
	matter: Pick<MatterItem, 'waiting' | 'since' | 'dueAt'>,
	now: number
): { text: string; urgency: Urgency } {
	const due = matter.dueAt === null ? null : Date.parse(matter.dueAt);
	if (due !== null && due <= now) return { text: `逾期 ${span(now - due)}`, urgency: 'late' };
	if (due === null || matter.waiting === 'sign') {
		const waited = span(now - Date.parse(matter.since));
		return { text: `${waited}${WAITING[matter.waiting]}`, urgency: 'soon' };
	}
	return { text: `余 ${span(due - now)}`, urgency: due - now < DAY ? 'soon' : 'calm' };
}
