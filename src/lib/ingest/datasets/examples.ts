/** What the examples are about: a subject that nobody is, in a block of codes that is not assigned. */

export const CODE = '91140603MAXXX0001A';
export const NAME = '平鲁区示例煤业有限公司（演示）';
/** 区能源局 in the examples, and its list: 县级. */
export const CHECKLIST = '11140603MBXXX0001L4001';
export const ITEM = '14060300100001';

export const minutesAgo = (now: Date, minutes: number) =>
	new Date(now.getTime() - minutes * 60_000).toISOString();
