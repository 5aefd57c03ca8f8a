/** A broker of our own for the demo and for development, in memory and on this machine alone. It speaks MQTT 3.1.1. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Broker {
	/** With name and password. */
	url: string;
	/** For `openSubscriber`. */
	version: 4;
	close(): Promise<void>;
}

/** @param port 0 for any that is free. */
export async function openBroker({ port = 0 }: { port?: number } = {}): Promise<Broker> {
	// A part of development: whoever has a broker does without.
	const { Aedes } = await import('aedes');
	const password = randomBytes(18).toString('base64url');
	const expected = Buffer.from(password);
	const broker = await Aedes.createBroker({
		authenticate: (_client, name, given, done) => {
			const same = given?.length === expected.length && timingSafeEqual(given, expected);
			done(null, name === NAME && same);
		}
	});
	const server = createServer((socket) => void broker.handle(socket));
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `mqtt://${NAME}:${password}@127.0.0.1:${(server.address() as AddressInfo).port}`,
		version: 4,
		async close() {
			const closed = once(server, 'close');
			server.close();
			await new Promise<void>((done) => broker.close(() => done()));
			await closed;
		}
	};
}

const NAME = 'cockpit';
