import { sveltekit } from '@sveltejs/kit/vite';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { configDefaults, defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const HUB = '/src/lib/live/hub.server.ts';

interface Hub {
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	close(): Promise<void>;
}

/** Joins the live hub to the development server; in production scripts/serve.ts does. */
function liveHub(): Plugin {
	return {
		name: 'live-hub',
		apply: 'serve',
		configureServer(server) {
			let hub: Hub | null = null;
			server.httpServer?.on('upgrade', async (request, socket, head) => {
				if (request.headers['sec-websocket-protocol']?.startsWith('vite-')) return;
				// Only ssrLoadModule shares SvelteKit's instance of a module; the environment's runner has another.
				hub = (await server.ssrLoadModule(HUB)) as Hub;
				hub.upgrade(request, socket, head);
			});
			server.watcher.on('change', () => {
				const loaded = server.environments.ssr.moduleGraph.getModulesByFile(
					`${server.config.root}${HUB}`
				);
				const stale = [...(loaded ?? [])].some((module) => !module.transformResult);
				if (!hub || !stale) return;
				const old = hub;
				hub = null;
				old.close().catch((error: unknown) => server.config.logger.error(String(error)));
			});
		}
	};
}

const shared = { extends: true as const };
const databaseTests = ['src/**/*.pg.spec.ts', 'scripts/**/*.pg.spec.ts'];

export default defineConfig({
	plugins: [sveltekit(), liveHub()],
	build: { chunkSizeWarningLimit: 1000 },
	test: {
		maxWorkers: 2,
		expect: { requireAssertions: true },
		projects: [
			{
				...shared,
				test: {
					name: 'pure',
					include: ['src/**/*.spec.ts', 'scripts/**/*.spec.ts'],
					exclude: [...configDefaults.exclude, ...databaseTests],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				...shared,
				test: {
					name: 'database',
					include: [...databaseTests, 'tests/**/*.spec.ts'],
					globalSetup: ['tests/postgres.setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
