import { eq } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { alarmRule } from './tables.server';
import type { ThresholdRule } from './rules';

export type RulesByFactor = Map<string, ThresholdRule[]>;

/** Threshold rules by `field|factor`. Few rows; read anew for each batch, so an edit holds at once. */
export async function rulesFor(core: Core): Promise<RulesByFactor> {
	const rows = await core.database.orm
		.select()
		.from(alarmRule)
		.where(eq(alarmRule.region, core.region));
	const rules: RulesByFactor = new Map();
	for (const rule of rows) {
		const key = `${rule.field}|${rule.factor}`;
		rules.set(key, [...(rules.get(key) ?? []), rule]);
	}
	return rules;
}

/** Some registered point, by key; null where there is none. */
export async function firstPoint({ database, region }: Core): Promise<string | null> {
	const [row] = await database.sql<{ key: string }[]>`
		select key from point where region = ${region} and not withdrawn order by key limit 1`;
	return row?.key ?? null;
}
