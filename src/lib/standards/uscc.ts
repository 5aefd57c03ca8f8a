/** 统一社会信用代码, GB 32100-2015. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character for the first 17; null where one is outside the alphabet. */
export function creditCodeCheck(body: string): string | null {
	let sum = 0;
	for (let i = 0; i < 17; i++) {
		const value = ALPHABET.indexOf(body[i] ?? '?');
		if (value < 0) return null;
		sum += value * WEIGHTS[i]!;
	}
	// 31 − 0 is 31, which the standard writes as '0'.
	return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** What is wrong with an upper-case code, in words; null where it is valid. */
export function creditCodeError(code: string): string | null {
	if (code.length !== 18) return `统一社会信用代码应为 18 位，现为 ${code.length} 位`;
	const check = creditCodeCheck(code);
	if (check === null) return '统一社会信用代码含有不允许的字符（不用 I、O、S、V、Z）';
	if (check !== code[17]) return `统一社会信用代码校验位不符，应为 ${check}`;
	return null;
}
