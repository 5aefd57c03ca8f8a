/** Settings from the environment, checked once. A wrong one is named in a sentence that says what to do. */
import { z } from 'zod';

const Environment = z.object({
	/** GB/T 2260 code of the region that this process serves. */
	REGION: z
		.string()
		.regex(/^\d{6}$/, 'REGION must be a 6-digit GB/T 2260 code')
		.default('140603'),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
		.optional(),
	PORT: z.coerce
		.number('PORT must be a number from 0 to 65535')
		.int()
		.min(0)
		.max(65_535)
		.default(3000),
	/** Master secret of sealed fields and sessions: 32 characters or more. */
	COCKPIT_SECRET: z.string().min(32, 'COCKPIT_SECRET must have 32 characters or more').optional()
});

export interface Config {
	region: string;
	databaseUrl: string | null;
	port: number;
	secret: string | null;
}

export class ConfigError extends Error {}

/** @throws ConfigError naming the first wrong setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, v]) => v !== ''));
	const parsed = Environment.safeParse(given);
	if (!parsed.success) throw new ConfigError(parsed.error.issues[0]!.message);
	const e = parsed.data;
	return {
		region: e.REGION,
		databaseUrl: e.DATABASE_URL ?? null,
		port: e.PORT,
		secret: e.COCKPIT_SECRET ?? null
	};
}
