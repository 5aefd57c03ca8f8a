/** Subjects that may be meant by a code that no subject has. Pure. */

export interface Candidate {
	key: string;
	creditCode: string;
	subjectName: string;
	why: string;
}

const MOST_CANDIDATES = 3;

/** Whose code differs by a slip of one or two characters, or who has the same name; the likeliest first. */
export function candidatesOf(
	asked: { code: string; name: string | null },
	subjects: Omit<Candidate, 'why'>[]
): Candidate[] {
	return subjects
		.flatMap((subject) => {
			const slips = slipsBetween(asked.code, subject.creditCode);
			const sameName = asked.name !== null && asked.name === subject.subjectName;
			if (slips === null && !sameName) return [];
			const why = [...(sameName ? ['名称相同'] : []), ...(slips ? [slips.why] : [])].join('，');
			return [{ ...subject, why, rank: (sameName ? 0 : 10) + (slips?.rank ?? 5) }];
		})
		.sort((a, b) => a.rank - b.rank || order(a.creditCode, b.creditCode))
		.slice(0, MOST_CANDIDATES)
		.map(({ rank: _, ...candidate }) => candidate);
}

/** Null: they differ in more than two places. */
function slipsBetween(a: string, b: string): { why: string; rank: number } | null {
	if (a.length !== b.length || a === b) return null;
	const at = [...a].flatMap((char, i) => (char === b[i] ? [] : [i]));
	if (at.length > 2) return null;
	if (at.length === 1) return { why: `代码第 ${at[0]! + 1} 位不同`, rank: 1 };
	const [i, j] = at as [number, number];
	if (a[i] === b[j] && a[j] === b[i]) {
		return { why: `代码第 ${i + 1}、${j + 1} 位互换`, rank: 2 };
	}
	return { why: `代码第 ${i + 1}、${j + 1} 位不同`, rank: 3 };
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
