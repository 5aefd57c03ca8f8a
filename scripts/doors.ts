/** The doors' process: started by `npm start`, ended with it. Its settings come in the environment. */
import { join } from 'node:path';
import { openGateways } from '../src/lib/ingest/gateways.server';
import { openDoors } from '../src/lib/ingest/doors.server';
import { readConfig } from '../src/lib/server/config.server';
import { openCore } from '../src/lib/server/core.server';
import { DATA } from './start/data';
import { explain, Problem } from './start/fail';
import { Undoing } from './start/undo';

const undoing = new Undoing();
undoing.onSignals();
// The channel closes with whoever started us, however that ends.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

main().catch(async (error: unknown) => {
	console.error(`\n${explain(error)}`);
	await undoing.run().catch(console.error);
	process.exit(1);
});

async function main(): Promise<void> {
	const { databaseUrl, region, secret, gateways } = readConfig(process.env);
	const socket = process.env.DOORS_SOCKET;
	if (!databaseUrl || !secret || !socket) throw new Problem('The doors are opened by `npm start`.');
	const now = () => new Date();
	const core = await openCore(databaseUrl, region, secret);
	undoing.push(() => core.close());
	const doors = await openDoors({
		core,
		socket,
		folder: join(DATA, 'uploads'),
		now
	});
	undoing.push(() => doors.close());
	const broker = process.env.DOORS_BROKER === '1';
	const close = await openGateways(core, gateways, { now, log: console.log, broker });
	undoing.push(close);
	process.send?.('open');
}
