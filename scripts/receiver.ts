/**
 * `RECEIVER_TOKEN=<token> npx tsx scripts/receiver.ts --folder <folder>`: a small reference of the other end of 第13条.
 * Takes batches, keeps them as lines of JSON, and counts. It prints its address, and runs until it is stopped.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { serveBatches } from './receiver/server';
import { Store } from './receiver/store';
import { command, Problem } from './start/fail';

const { values } = parseArgs({
	options: {
		folder: { type: 'string' },
		port: { type: 'string', default: '0' }
	}
});

command(async () => {
	const token = process.env.RECEIVER_TOKEN;
	if (!token) throw new Problem('Set RECEIVER_TOKEN: whoever sends has to name it.');
	if (!values.folder) throw new Problem('Say by --folder where the batches are kept.');
	const server = serveBatches(Store.open(values.folder), token);
	server.listen(Number(values.port), '127.0.0.1');
	await once(server, 'listening');
	console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
