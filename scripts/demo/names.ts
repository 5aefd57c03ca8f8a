/** Names that nobody has: rare characters, the mark （演示）, numbers from blocks that are not assigned. */
import type { Random } from './random';

export const MARK = '（演示）';

const FIRST = '霁砚澄岫珩穹渚黛翊煦昶珞沅晏苓芷瑭淞翎钰峤湛恺曦隽墨蘅璟澍弈';
const SECOND = '岚川禾屿垣衡朔野陌漪篱壑茗舟棠桓辰峦溪柘樾霖圃畴峪汀禺澜阡邑';
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const STREETS = '新元街、长青路、福安巷、朝阳路、北一街、南三巷、迎宾路、团结街'.split('、');

const charactersOf = (text: string) => [...text];
const first = charactersOf(FIRST);
const second = charactersOf(SECOND);
const surnames = charactersOf(SURNAMES);

/** 字号: 900 pairs; a third character where there are more subjects of a trade than pairs. */
export function brand(r: Random, used: Set<string>, trade: string): string {
	for (let extra = 0; ; extra++) {
		const name = r.pick(first) + r.pick(second) + (extra > 6 ? r.pick(first) : '');
		if (used.has(name + trade)) continue;
		used.add(name + trade);
		return name;
	}
}

export function person(r: Random): string {
	return r.pick(surnames) + r.pick(first) + (r.chance(0.7) ? r.pick(second) : '') + MARK;
}

/** Eleven digits that begin with 100 reach nobody. */
export function phone(r: Random): string {
	return `100${String(r.integer(0, 99_999_999)).padStart(8, '0')}`;
}

export function address(r: Random, township: string): string {
	return `平鲁区${township}${r.pick(STREETS)}${r.integer(1, 280)}号${MARK}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643 number of the area 140699, which GB/T 2260 does not assign: it cannot be anybody's. */
export function identity(r: Random): string {
	const two = (n: number) => String(n).padStart(2, '0');
	const birth = `${r.integer(1960, 2002)}${two(r.integer(1, 12))}${two(r.integer(1, 28))}`;
	const body = `140699${birth}${String(r.integer(1, 999)).padStart(3, '0')}`;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
	return body + '10X98765432'[sum % 11];
}
