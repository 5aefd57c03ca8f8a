import { expect, test } from 'vitest';
import { citedPaths } from './cited';

test('paths in code spans and links are found; patterns, commands and addresses are not', () => {
	const markdown = [
		'`src/hooks.server.ts` and [a note](docs/decisions/x.md#top), `src/lib/domain/<module>/model.ts`,',
		'`npm run check`, [away](https://example.org/a.md), ![picture](docs/cockpit.png), `package.json`'
	].join('\n');
	expect(citedPaths(markdown)).toEqual([
		'src/hooks.server.ts',
		'package.json',
		'docs/decisions/x.md',
		'docs/cockpit.png'
	]);
});
