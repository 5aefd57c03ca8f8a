/** `npm start`: everything that a running cockpit needs, brought up in order and taken down in the reverse. */
import { readConfig } from '../src/lib/server/config.server';
import { migrate } from '../src/lib/server/migrate.server';
import { build, isFresh } from './start/build';
import { findSecret } from './start/data';
import { findDatabase } from './start/database';
import { prepareDemo, startSimulator, type Demo } from './start/demo';
import { openDemoDoors, openDoors } from './start/doors';
import { explain } from './start/fail';
import { addressesOf, Front } from './start/front';
import { followParent } from './start/parent';
import { tellParent } from './start/ready';
import { readOptions } from './start/options';
import { step } from './start/progress';
import { serveBuild, serveSources } from './start/serve';
import { Undoing } from './start/undo';

const undoing = new Undoing();
undoing.onSignals();
followParent(undoing);

main().catch(async (error: unknown) => {
	// What breaks because everything is being stopped needs no explanation.
	if (undoing.signal.aborted) return;
	console.error(`\n${explain(error)}`);
	await undoing.run().catch(console.error);
	process.exit(1);
});

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	const config = readConfig(process.env);
	const secret = findSecret(config.secret, {
		trial: config.databaseUrl === null || options.demo,
		log: console.log
	});
	const front = new Front(process.env.TRUST_PROXY === '1');
	const port = await front.listen(config.port, process.env.HOST);
	undoing.push(() => front.close());
	const place = await step('Opening the database', () =>
		findDatabase(config, { log: console.log })
	);
	undoing.push(place.stop);
	undoing.signal.throwIfAborted();
	await migrate(place.url);
	if (!options.dev && !isFresh()) {
		await step('Building the pages', () => build(undoing.signal));
	}
	const demo = await prepareDemo({
		...options,
		url: place.url,
		region: config.region,
		secret,
		wanted: options.demo || place.embedded
	});

	process.env.DATABASE_URL = place.url;
	process.env.COCKPIT_SECRET = secret;
	if (demo) openDemoDoors();
	await openDoors(undoing);
	await (options.dev ? serveSources(front, port, undoing) : serveBuild(front, undoing));
	const [url, ...others] = addressesOf(port, process.env.HOST) as [string, ...string[]];
	if (demo && options.simulator) startSimulator(demo, { url, rate: options.rate }, undoing);
	announce(url, others, demo);
	tellParent({ url, demo });
}

function announce(url: string, others: string[], demo: Demo | null): void {
	const lines = [`\nThe cockpit is open: ${url}`];
	if (others.length > 0) lines.push(`On other machines: ${others.join('  ')}`);
	if (demo) {
		lines.push('', '演示数据 Demo sign-ins:');
		for (const { name, username, password, changed } of demo.people) {
			const shown = changed ? 'changed'.padEnd(password.length) : password;
			lines.push(`  ${username.padEnd(10)} ${shown}   ${name}`);
		}
		lines.push('', `Source key:     ${demo.sourceKey}`);
		lines.push(`Screen address: ${url}/cockpit?token=${demo.screenKey}`);
	} else {
		lines.push('', 'Make keys for sources and screens with: npm run keys -- source --name <name>');
	}
	console.log(lines.join('\n'));
	console.log('\nCtrl-C stops it.');
}
