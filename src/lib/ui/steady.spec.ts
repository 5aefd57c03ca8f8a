import { expect, it } from 'vitest';
import { steady } from './steady';

it('gives back the former list while every row is the same, and the new one as soon as one is not', () => {
	const keep = steady<{ id: number }>((a, b) => a.id === b.id);
	const first = keep([{ id: 1 }, { id: 2 }]);
	expect(keep([{ id: 1 }, { id: 2 }])).toBe(first);
	expect(keep([{ id: 2 }, { id: 1 }])).toEqual([{ id: 2 }, { id: 1 }]);
	expect(keep([])).toEqual([]);
});
