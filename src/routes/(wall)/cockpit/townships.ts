/**
 * 示意图: own drawing of the twelve areas by position, not to scale; official boundaries need a review number.
 * Four bands from north to south, three areas in each. The district is roughly a triangle that points north.
 */

export interface Area {
	code: string;
	/** Corners in per cent of the drawing. */
	corners: [number, number][];
	/** Where its text stands: left, top, width and height in per cent. */
	label: { left: number; top: number; width: number; height: number };
}

/** Areas of a band from west to east, and the x of the lines between them at its top and its bottom. */
interface BandOfAreas {
	codes: [string, string, string];
	top: [number, number, number, number];
	bottom: [number, number, number, number];
}

const BANDS: BandOfAreas[] = [
	{
		codes: ['140603204', '140603205', '140603101'],
		top: [4, 34, 64, 96],
		bottom: [2, 33, 65, 97]
	},
	{
		codes: ['140603206', '140603203', '140603207'],
		top: [2, 33, 65, 97],
		bottom: [0, 32, 66, 98]
	},
	{
		codes: ['140603100', '140603209', '140603210'],
		top: [2, 34, 67, 98],
		bottom: [1, 34, 68, 100]
	},
	{
		codes: ['140603202', '140603200', '140603201'],
		top: [1, 33, 66, 100],
		bottom: [4, 34, 65, 95]
	}
];

/** The five lines around the bands, each by its heights at KNOTS, so that no border is ruled straight. */
const KNOTS = [0, 33, 66, 100] as const;
const LINES: [number, number, number, number][] = [
	[4, 0, 3, 1],
	[25, 27, 23, 26],
	[51, 48, 52, 50],
	[74, 77, 73, 75],
	[97, 100, 98, 99]
];

export const AREAS: Area[] = BANDS.flatMap(({ codes, top, bottom }, band) =>
	codes.map((code, i) => {
		const above = edge(LINES[band]!, top[i]!, top[i + 1]!);
		const below = edge(LINES[band + 1]!, bottom[i]!, bottom[i + 1]!);
		const left = Math.max(top[i]!, bottom[i]!);
		const upper = Math.max(...above.map(([, y]) => y));
		return {
			code,
			corners: [...above, ...below.toReversed()],
			label: {
				left,
				top: upper,
				width: Math.min(top[i + 1]!, bottom[i + 1]!) - left,
				height: Math.min(...below.map(([, y]) => y)) - upper
			}
		};
	})
);

/** The piece of a line from x1 to x2, with the knots between: two areas that meet share it exactly. */
function edge(line: [number, number, number, number], x1: number, x2: number): [number, number][] {
	const between = KNOTS.filter((x) => x > x1 && x < x2);
	return [x1, ...between, x2].map((x) => [x, height(line, x)]);
}

function height(line: [number, number, number, number], x: number): number {
	const i = x < KNOTS[1] ? 0 : x < KNOTS[2] ? 1 : 2;
	const share = (x - KNOTS[i]!) / (KNOTS[i + 1]! - KNOTS[i]!);
	return line[i]! + share * (line[i + 1]! - line[i]!);
}
