import { expect, it } from 'vitest';
import { filterOf, queryOf } from './filter';

const read = (query: string) => filterOf(new URLSearchParams(query));

it('takes what is given, and gives the address back', () => {
	const query =
		'?event=refused&outcome=refused&text=10.0.0.7&from=2026-11-01&to=2026-11-23&before=9';
	expect(read(query)).toEqual({
		...{ event: 'refused', outcome: 'refused', text: '10.0.0.7' },
		...{ from: '2026-11-01', to: '2026-11-23', before: 9 }
	});
	expect(queryOf(read(query))).toBe(query);
	expect(queryOf(read(''))).toBe('');
});

it('leaves out what is no value of its kind', () => {
	for (const query of [
		'event=%27+or+1%3D1',
		'outcome=both',
		'text=+%00+',
		'from=2026-02-30',
		'to=yesterday',
		'to=0000-00-00',
		'before=-1',
		'before=1.5',
		'before=1e400'
	]) {
		expect(read(query), query).toEqual({});
	}
});
