/** Written alike: `m³` and `m3`, `CH₄` and `CH4`. */
export const sameUnit = (one: string, other: string): boolean =>
	one.normalize('NFKC').trim() === other.normalize('NFKC').trim();
