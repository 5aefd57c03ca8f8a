/**
 * The MQTT door. A message is acknowledged once it is written: whatever was not is sent again by the broker, also what
 * is published while nobody listens, for the session outlives the connection. Of Mosquitto that asks for
 * `persistence true`, `max_queued_messages 0` and `max_inflight_messages 0`: by default it drops what is beyond 1,000
 * waiting messages, and sends 20 at a time. Who may publish under which topic is the broker's to know.
 */
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import type { Core } from '../../server/core.server';
import { RawRefusals } from '../rejected-raw.server';
import { Inbox } from './inbox.server';
import { topicsOf } from './message';

export interface Options {
	/** `mqtts://name:password@host:8883` */
	url: string;
	/** The session's name at the broker: another process under the same name takes it over. */
	clientId?: string;
	/** 5, or 4 (MQTT 3.1.1) for a broker that does not know it. */
	version?: 4 | 5;
	/** Messages unacknowledged at once. */
	most?: number;
	now(): Date;
	log(line: string): void;
}

export interface Subscriber {
	/** The broker has accepted the subscription. Rejects where it refuses it, and where `close` comes first. */
	ready: Promise<void>;
	close(): Promise<void>;
}

const SESSION_SECONDS = 7 * 86_400;
const LONGEST_MESSAGE = 65_536;
const MOST = 1_000;

export function openSubscriber(core: Core, options: Options): Subscriber {
	const { url, version = 5, most = MOST, now, log } = options;
	const { host } = new URL(url);
	const properties = {
		sessionExpiryInterval: SESSION_SECONDS,
		receiveMaximum: most,
		maximumPacketSize: LONGEST_MESSAGE
	};
	const client = mqtt.connect(url, {
		clientId: options.clientId ?? `cockpit-${core.region}`,
		protocolVersion: version,
		clean: false,
		resubscribe: false,
		...(version === 5 && { properties }),
		reconnectPeriod: 1_000,
		reconnectOnConnackError: true,
		connectTimeout: 10_000,
		keepalive: 30
	});
	const refusals = new RawRefusals(core, 'mqtt');
	// With MQTT 5 the broker itself sends no more than `most`; the inbox holds back whoever does.
	const inbox = new Inbox({ core, refusals, address: host, now, log }, 2 * most);
	client.handleMessage = (packet, done) => {
		const message = {
			topic: packet.topic,
			payload: Buffer.from(packet.payload),
			retain: packet.retain,
			written: acknowledging(client, packet)
		};
		// An error is how the client is told to read on without an acknowledgement: ours goes out later.
		inbox.add(message, () => done(NOT_YET));
	};
	tell(client, host, log);
	const ready = subscribed(client, topicsOf(core.region), log);
	return {
		ready,
		async close() {
			await inbox.close();
			await client.endAsync(!client.connected);
		}
	};
}

const NOT_YET = new Error('not written yet');

/** PUBACK, §3.4: fixed header, two bytes to follow, the packet's id; without a reason code it is success. */
function acknowledging(client: MqttClient, { qos, messageId }: IPublishPacket): () => void {
	if (qos === 0 || messageId === undefined) return () => {};
	const { stream } = client;
	return () => {
		// On another connection the broker has sent it again: that one is acknowledged.
		if (client.stream !== stream || !client.connected) return;
		stream.write(Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]));
	};
}

/** At each connection: the broker may have lost the session. Kept messages come where it is a new subscription. */
function subscribed(client: MqttClient, topics: string, log: (line: string) => void) {
	const ready = new Promise<void>((resolve, reject) => {
		client.on('connect', () => {
			client.subscribe(topics, { qos: 1, rh: 1 }, (error) => {
				if (!error) return resolve();
				log(`MQTT: the subscription of ${topics} failed: ${error.message}`);
				// Without one it is the connection that went; the next one subscribes again.
				if ('packet' in error && error.packet) reject(error);
			});
		});
		client.on('end', () => reject(new Error('closed before the broker accepted the subscription')));
	});
	// Told to whoever waits for it; where nobody does, the log has it.
	ready.catch(() => {});
	return ready;
}

/** Each state once, however often the client tries. */
function tell(client: MqttClient, host: string, log: (line: string) => void): void {
	let told = '';
	const say = (line: string) => {
		if (line !== told) log(`MQTT: ${line}`);
		told = line;
	};
	client.on('connect', () => say(`connected to ${host}`));
	client.on('error', ({ message }) => say(`${host}: ${message}`));
	client.on('disconnect', ({ reasonCode }) => say(`${host} ended the connection (${reasonCode})`));
	client.on('offline', () => say(`${host} cannot be reached; what is published waits there`));
}
