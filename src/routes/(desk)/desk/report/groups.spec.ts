import { expect, it } from 'vitest';
import { DATASETS } from '$lib/ingest/datasets.server';
import { GROUPS } from './groups';

it('names each dataset once', () => {
	const named = GROUPS.flatMap(({ datasets }) => datasets);
	expect([...named].sort()).toEqual(DATASETS.map(({ name }) => name).sort());
});
