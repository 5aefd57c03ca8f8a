/** The doors beside HTTP, each opened where it is set: stations, terminals, mines, and the way out to the province. */
import { openOutbox } from '../province/outbox.server';
import type { Gateways } from '../server/config.server';
import type { Core } from '../server/core.server';
import { openGateway } from './hj212/gateway.server';
import { watchMineFolder } from './mine/watch.server';
import { openBroker } from './mqtt/broker.server';
import { openSubscriber } from './mqtt/subscriber.server';

interface Options {
	now(): Date;
	log(line: string): void;
	/** A broker of our own, where none is set. */
	broker: boolean;
}

/** @throws where a port is taken. What is merely out of reach is tried again. @returns how to close them */
export async function openGateways(
	core: Core,
	settings: Gateways,
	{ now, log, broker }: Options
): Promise<() => Promise<void>> {
	const closes: (() => Promise<void>)[] = [];
	const close = async () => {
		for (let last = closes.pop(); last; last = closes.pop()) await last();
	};
	try {
		if (settings.hj212Port !== null) {
			const gateway = await openGateway(core, { port: settings.hj212Port, now, log });
			closes.push(() => gateway.close());
			log(`HJ 212 stations connect to port ${gateway.port}`);
		}
		const own = broker && settings.mqttUrl === null ? await openBroker() : null;
		if (own) closes.push(() => own.close());
		const mqtt = own ?? (settings.mqttUrl === null ? null : { url: settings.mqttUrl });
		if (mqtt) {
			const subscriber = openSubscriber(core, { ...mqtt, now, log });
			closes.push(() => subscriber.close());
			subscriber.ready.catch((error: Error) => log(`MQTT: ${error.message}`));
			if (own) log(`MQTT terminals connect to ${own.url}`);
		}
		if (settings.mineFolder !== null) {
			const watch = watchMineFolder(core, { folder: settings.mineFolder, now, log });
			closes.push(() => watch.close());
			watch.ready.catch((error: Error) => log(`Mine files: ${error.message}`));
		}
		if (settings.upload) {
			const outbox = openOutbox(core, { ...settings.upload, now, log });
			closes.push(() => outbox.close());
		}
		return close;
	} catch (error) {
		await close();
		throw error;
	}
}
