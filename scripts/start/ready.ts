import type { Demo } from './demo';

/** What a run tells the process that started it over a channel, once it serves. */
export interface Ready {
	url: string;
	demo: Demo | null;
}

export function tellParent(ready: Ready): void {
	process.send?.(ready);
}
