/** How a duty, and what it is about, are called. */
import type { DutyKind } from './model';

export const DUTY_WORDS: Record<DutyKind, string> = {
	sign: '签收',
	feedback: '反馈',
	close: '办结',
	dispose: '处置'
};

/** By record type. */
export const SUBJECT_WORDS: Record<string, string> = {
	warning: '风险预警',
	complaint: '投诉举报',
	anomaly: '异常数据'
};

export const dutyWord = (kind: unknown): string =>
	Object.hasOwn(DUTY_WORDS, String(kind)) ? DUTY_WORDS[kind as DutyKind] : String(kind ?? '');
