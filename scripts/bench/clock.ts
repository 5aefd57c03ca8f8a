/** The machine's clock below the millisecond, the same in every process: PostgreSQL reads it too. */

let offset = 0;

/** `Date.now()` truncates: the largest difference seen within some milliseconds is the true one. */
export function setClock(): void {
	offset = -Infinity;
	for (const end = performance.now() + 5; performance.now() < end;) {
		offset = Math.max(offset, Date.now() - performance.now());
	}
}

/** Milliseconds since 1970. Call `setClock` before a measurement: clocks are slewed. */
export const clock = (): number => offset + performance.now();
