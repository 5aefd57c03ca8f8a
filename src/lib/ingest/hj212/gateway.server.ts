/**
 * The door for HJ 212 on TCP. A station's readings are answered after they are committed: an answer is a promise,
 * and without one the station sends again. No station can take from another more than `Limits` says.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { storeReadings } from '../../domain/monitoring/readings.server';
import type { Core } from '../../server/core.server';
import { isAway } from '../../server/http.server';
import { Batch } from './batch';
import { LIMITS, type Limits } from './limits';
import { Line } from './line.server';
import { Refusals } from './refusals.server';
import { Registry } from './registry.server';
import type { Sample } from './samples';

export interface Options {
	/** 0: any that is free. */
	port: number;
	/** All addresses of this machine unless given. */
	host?: string;
	now: () => Date;
	log?: (line: string) => void;
	limits?: Partial<Limits>;
}

/** Since it was opened. */
export interface Counts {
	/** Frames, and what came in the place of frames. */
	frames: number;
	readings: number;
	answered: number;
	refused: number;
	/** Of the refused, those that were counted and not kept. */
	unkept: number;
	/** Not written, because the database was away for too long; not answered either. */
	dropped: number;
}

/** What the lines share. */
export interface Gateway {
	core: Core;
	limits: Limits;
	registry: Registry;
	readings: Batch<Message>;
	refusals: Refusals;
	counts: Counts;
	now: () => Date;
	/** Says something about an address: one that does it again and again fills no log. */
	tell(address: string, what: string): void;
	closing: boolean;
}

interface Message {
	/** Key of the device. */
	device: string;
	samples: Sample[];
}

export interface OpenGateway {
	port: number;
	counts: Readonly<Counts>;
	/** Connections at present. */
	connections(): number;
	/** Reads no more, writes and answers what it has read, then closes every line. */
	close(): Promise<void>;
}

/** @throws where the port is taken, or the database away */
export async function openGateway(core: Core, options: Options): Promise<OpenGateway> {
	const { port, host, now, log = () => {} } = options;
	const limits = { ...LIMITS, ...options.limits };
	const registry = await Registry.open(core, limits.refresh);
	const gateway: Gateway = {
		...{ core, limits, registry, now, closing: false },
		readings: batchOf(core, limits, now, log),
		refusals: new Refusals(core, limits, log),
		counts: { frames: 0, readings: 0, answered: 0, refused: 0, unkept: 0, dropped: 0 },
		tell: teller(log)
	};
	const lines = new Map<Line, string>();
	const server = createServer({ allowHalfOpen: true }, (socket) => accept(socket));
	server.maxConnections = limits.connections;
	server.on('drop', (data) =>
		gateway.tell(data?.remoteAddress ?? '', 'turned away: all lines are taken')
	);

	function accept(socket: Socket): void {
		const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
		const same = [...lines.values()].filter((other) => other === address).length;
		if (same >= limits.perAddress) {
			gateway.tell(address, `turned away: it has ${same} lines`);
			socket.destroy();
			return;
		}
		const line = new Line(socket, address, gateway);
		lines.set(line, address);
		void line.run();
		socket.once('close', () => lines.delete(line));
	}

	server.listen({ port, ...(host !== undefined && { host }) });
	await once(server, 'listening');
	const follow = setInterval(() => {
		// While the database is away, those who are known stay known.
		registry.refresh().catch((error: unknown) => {
			if (!isAway(error)) log(`the register of devices was not read: ${String(error)}`);
		});
	}, limits.refresh);
	const tellCounts = counter(gateway.counts, log);
	const telling = setInterval(tellCounts, limits.tell);

	return {
		port: (server.address() as AddressInfo).port,
		counts: gateway.counts,
		connections: () => lines.size,
		async close() {
			gateway.closing = true;
			clearInterval(follow);
			clearInterval(telling);
			const closed = once(server, 'close');
			server.close();
			const written = (async () => {
				await gateway.readings.close();
				await gateway.refusals.close();
				await Promise.all([...lines.keys()].map((line) => line.settled()));
			})();
			await Promise.race([written, delay(limits.close, undefined, { ref: false })]);
			for (const line of lines.keys()) line.hangUp();
			await closed;
			tellCounts();
		}
	};
}

function batchOf(
	core: Core,
	limits: Limits,
	now: () => Date,
	log: (line: string) => void
): Batch<Message> {
	return new Batch<Message>({
		...{ gather: limits.gather, most: limits.rows, keep: limits.keep, isAway },
		write(messages) {
			const devices = new Set(messages.map(({ device }) => device));
			const [device] = devices;
			// What many stations said is written in one turn, and an entry that it causes names the door.
			const actor = devices.size === 1 ? `device:${device}` : 'source:hj212';
			const samples = messages.flatMap((message) => message.samples);
			return storeReadings(
				core,
				{ region: core.region, actor, source: 'hj212', now: now() },
				samples
			);
		},
		failed: ({ device }, error) => log(`readings of ${device} cannot be stored: ${String(error)}`)
	});
}

/** Says how many were refused and dropped since it last did, where any were. */
function counter(counts: Counts, log: (line: string) => void): () => void {
	let told = { ...counts };
	return () => {
		const [refused, unkept, dropped] = (['refused', 'unkept', 'dropped'] as const).map(
			(name) => counts[name] - told[name]
		);
		told = { ...counts };
		if (!refused && !dropped) return;
		log(
			`HJ 212: ${refused} frames refused, ${unkept} of them not kept; ${dropped} dropped unanswered`
		);
	};
}

const LINES = { ofOne: 3, inAll: 60 };

/** So many lines a minute about one address, and about all. */
function teller(log: (line: string) => void): Gateway['tell'] {
	const ofOne = new RateLimiterMemory({ points: LINES.ofOne, duration: 60 });
	const inAll = new RateLimiterMemory({ points: LINES.inAll, duration: 60 });
	return (address, what) => {
		ofOne
			.consume(address)
			.then(() => inAll.consume(''))
			.then(
				() => log(`HJ 212: ${address} ${what}`),
				// Enough was said of it.
				() => {}
			);
	};
}
