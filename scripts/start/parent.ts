import type { Undoing } from './undo';

/**
 * Under npm, ends with npm: a killed `npm start` must not leave a server that holds the port of the next.
 * A process whose parent is gone gets another one; nothing announces that, so we look.
 */
export function followParent(undoing: Undoing): void {
	// Started over a channel, we end when its other end is gone.
	process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event === undefined || parent === 1) return;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		process.kill(process.pid, 'SIGTERM');
	}, 500);
	timer.unref();
	undoing.push(() => clearInterval(timer));
}
