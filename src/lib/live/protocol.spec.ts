import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Beat, BEAT_MS, Patch, PATCH_MS, PROTOCOL, Unwatch, Watch, Watched } from './protocol';

/** Both sides are built together, but a page may be older than its server: a changed wire is a new number. */
const HASHES: Record<number, string> = {
	1: 'a8643292ff539706cd7840a9789e1ad7c52039cf32431df5eac33ab1716aff92',
	2: 'ddf64509996f70a278919bea395f783bdfb0b5cfac05bf7424060f270c7aca38'
};

it('has a number for each form of the wire', () => {
	const wire = { Watch, Unwatch, Watched, Patch, Beat };
	const schemas = Object.entries(wire).map(([name, schema]) => [name, z.toJSONSchema(schema)]);
	const hash = createHash('sha256')
		.update(canonicalize({ schemas, BEAT_MS, PATCH_MS })!)
		.digest('hex');
	expect(hash, 'raise PROTOCOL and add its hash here').toBe(HASHES[PROTOCOL]);
});

it('takes no cursor or topic that is not one', () => {
	const good = { topic: 'wall:140603', since: { epoch: 'e', version: 0 } };
	expect(Watch.safeParse(good).success).toBe(true);
	for (const bad of [
		null,
		{},
		{ topic: 7 },
		{ topic: 'w'.repeat(121) },
		{ ...good, since: { epoch: 'e', version: -1 } },
		{ ...good, since: { epoch: 'e', version: 1.5 } },
		{ ...good, since: 'e' }
	]) {
		expect(Watch.safeParse(bad).success).toBe(false);
	}
});
