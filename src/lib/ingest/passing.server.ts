import { isAway } from '../server/http.server';

/**
 * May the same be written later? The database is away, read-only, full, or another transaction stood in the way. Not
 * where what was sent is at fault (SQLSTATE classes 22 and 23), nor where the error is not the database's.
 */
export function isPassing(error: unknown): boolean {
	const code = String((error as { code?: unknown } | null)?.code ?? '');
	return isAway(error) || (/^[0-9A-Z]{5}$/.test(code) && !/^2[23]/.test(code));
}
