/** Joins SvelteKit and its live hub to the HTTP server: the build, or Vite with the sources. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeTo, type Front, type Handler } from './front';
import type { Undoing } from './undo';

/** What `src/hooks.server.ts` leaves for us: it ends the hub, the tail and the connections. */
const CLOSE = Symbol.for('cockpit.close');

export async function serveBuild(front: Front, undoing: Undoing): Promise<void> {
	describeTo(process.env);
	const file = pathToFileURL(resolve('build/handler.js')).href;
	const { handler } = (await import(file)) as { handler: Handler };
	open(front, handler, undoing);
}

/** Vite brings an HTTP server of its own, which takes over the port. */
export async function serveSources(front: Front, port: number, undoing: Undoing): Promise<void> {
	await front.drain();
	const { createServer } = await import('vite');
	const vite = await createServer({ server: { port, strictPort: true, host: process.env.HOST } });
	undoing.push(() => vite.close());
	undoing.push(closeCockpit);
	await vite.listen();
}

function open(front: Front, handler: Handler, undoing: Undoing): void {
	process.emit('cockpit:server' as never, front.server as never);
	undoing.push(closeCockpit);
	undoing.push(() => front.drain());
	front.open(handler);
}

async function closeCockpit(): Promise<void> {
	const close = (globalThis as Record<symbol, unknown>)[CLOSE];
	if (typeof close === 'function') await (close as () => Promise<void>)();
}
