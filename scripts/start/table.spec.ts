import { expect, test } from 'vitest';
import { tableOf } from './table';

test('columns line up where Chinese takes two of them', () => {
	const table = tableOf(
		['NAME', 'STATE'],
		[
			['张三', 'open'],
			['欧阳（演示）', 'suspended'],
			['x', '']
		]
	);
	expect(table.split('\n')).toEqual([
		'NAME          STATE',
		'张三          open',
		'欧阳（演示）  suspended',
		'x'
	]);
});
