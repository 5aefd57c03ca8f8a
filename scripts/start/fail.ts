/** A command ends with one sentence that says what to do, or with the whole error where nobody foresaw it. */
import { MigrationError } from '../../src/lib/server/migrate.server';
import { ConfigError } from '../../src/lib/server/config.server';
import { EmbeddedError } from '../../src/lib/server/postgres-home.server';

/** Something that whoever typed the command can put right. */
export class Problem extends Error {}

export function explain(error: unknown): string {
	const known = [Problem, ConfigError, MigrationError, EmbeddedError];
	if (known.some((kind) => error instanceof kind)) return (error as Error).message;
	// The built server carries a ConfigError of its own.
	if (error instanceof Error && error.constructor.name === 'ConfigError') return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a short command to its end. */
export function command(main: () => Promise<void>): void {
	main().catch((error: unknown) => {
		console.error(explain(error));
		process.exitCode = 1;
	});
}
