/** 居民身份证号 (公民身份号码), GB 11643-1999; the check character by ISO 7064, MOD 11-2. */
import { shanghaiTime } from './shanghai';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The 18th character for the first 17; null where one of them is not a digit. */
export function idCardCheck(body: string): string | null {
	if (!/^\d{17}/.test(body)) return null;
	return CHECKS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11]!;
}

/**
 * What is wrong with a number, in words; null where it is valid. `x` may be lower-case; full-width
 * characters are the caller's to normalise (NFKC). The area code is only seen not to begin with 0: codes that
 * were abolished stay valid on cards. Whether the birthday has come is not asked: there is no clock here.
 *
 * No message repeats the number, or says which check character is due: it is more often another digit that
 * is wrong, and a "corrected" number would be somebody else's.
 */
export function idCardError(value: string): string | null {
	if (/^\d{15}$/.test(value)) return '15 位的旧身份证号已停用，请填写 18 位身份证号';
	if (value.length !== 18) return `身份证号应为 18 位，现为 ${value.length} 位，请对照证件补全`;
	if (!/^[1-9]\d{16}[\dXx]$/.test(value)) {
		return '身份证号含有不允许的字符：前 17 位为数字且不以 0 开头，末位为数字或 X';
	}
	if (!hasBirthday(value)) return '身份证号第 7 至 14 位不是有效的出生日期，请对照证件核对';
	if (idCardCheck(value) !== value[17]!.toUpperCase()) {
		return '身份证号校验位不符，请对照证件逐位核对';
	}
	return null;
}

function hasBirthday(value: string): boolean {
	const [year, month, day] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)];
	return shanghaiTime(Number(year), Number(month), Number(day)) !== null;
}
