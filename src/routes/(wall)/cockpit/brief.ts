/** A title as short as a wall needs it; its record has it whole. */
import { REGION_NAME } from '../../wording';

/** The district goes without saying, the page itself says 演示数据, and nothing is said twice. */
export function brief(title: string): string {
	const short = title
		.replaceAll(REGION_NAME, '')
		.replaceAll('（演示）', '')
		.replaceAll('有限公司', '');
	const [head = '', next = '', ...rest] = short.split(' ');
	return [joined(head, next), ...rest].join(' ').trim();
}

/** `排口颗粒物` `颗粒物超标` → `排口颗粒物超标`: what ends the one and begins the other is said once. */
function joined(head: string, next: string): string {
	for (let length = Math.min(head.length, next.length); length > 1; length--) {
		if (next.startsWith(head.slice(-length))) return head + next.slice(length);
	}
	return `${head} ${next}`;
}
