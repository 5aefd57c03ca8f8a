import { defineConfig } from '@playwright/test';

/** Browser tests: the built application, a small demo district, a real browser. `npm test` finds the browser. */
export default defineConfig({
	testDir: 'tests',
	testMatch: '*.e2e.ts',
	outputDir: 'test-results/browser',
	// One application serves them all, and two cores serve it and the browser.
	workers: 1,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	use: {
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	}
});
