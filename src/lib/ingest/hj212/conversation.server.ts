/** What one line says, frame by frame, and what it is answered: never before what it said is committed. */
import { QN_RTN, type Addressee, type Answer } from '../../standards/hj212/answers';
import type { FieldError } from '../../standards/fields';
import { Parts } from '../../standards/hj212/parts';
import { parseSegment, type Packet } from '../../standards/hj212/segment';
import type { Frame, Refused } from '../../standards/hj212/stream';
import { isAway } from '../../server/http.server';
import { noteUnknown } from '../unknown.server';
import { addresseeOf, faultError, frameOf, qnRtnOf, setTime, type QnRtn } from './answering';
import { commandOf, type Command } from './commands';
import type { Gateway } from './gateway.server';
import { identify, type Identified } from './identify.server';
import type { Device } from './registry.server';
import { rawText } from '../held-back';
import { samplesOf } from './samples';

/** `unheard`: nobody's fault, and no answer. */
export type Heard = 'good' | 'fault' | 'unheard';

/** What is wrong with the register is told once a connection, so many times. */
const TOLD = 1_000;
const CONFIGURED = ['unit', 'unknown_point'];

export class Conversation {
	/** Keys of the devices that it has shown the password of. */
	readonly devices = new Set<string>();
	#parts: Parts;
	#told = new Set<string>();
	#pending = new Set<Promise<void>>();

	constructor(
		private readonly gateway: Gateway,
		private readonly address: string,
		private readonly send: (bytes: Buffer) => void
	) {
		const { messages, parts, partsAge } = gateway.limits;
		this.#parts = new Parts({ messages, parts, age: partsAge });
	}

	async hear(piece: Frame | Refused): Promise<Heard> {
		const { counts } = this.gateway;
		counts.frames += 1;
		if (piece.kind === 'refused') {
			const told = piece.reason === 'crc' ? this.#knownSender(piece.raw) : null;
			return this.#refuse(piece.raw, [faultError(piece.reason)], told, QN_RTN.crc);
		}
		const parsed = parseSegment(piece.segment);
		if (!parsed.ok) {
			const to = addresseeOf(piece.segment);
			return this.#refuse(piece.raw, parsed.errors, to, qnRtnOf(parsed.errors));
		}
		const identified = await this.#identify(parsed.packet, piece.sealed);
		if (!identified) return 'unheard';
		if (identified.device) return this.#take(parsed.packet, identified.device, piece.raw);
		return this.#strange(parsed.packet, identified, piece.raw);
	}

	/** Waits until fewer than so many frames wait for their answers. */
	async below(unanswered: number): Promise<void> {
		while (this.#pending.size >= unanswered) await Promise.race(this.#pending);
	}

	/** Waits until all that was heard is answered, or will not be. */
	async settled(): Promise<void> {
		await Promise.all(this.#pending);
	}

	async #identify(packet: Packet, sealed: boolean): Promise<Identified | null> {
		try {
			const found = await identify(this.gateway.registry, packet, sealed);
			if (!found.device || this.devices.has(found.device.key)) return found;
			if (this.devices.size < this.gateway.limits.devices) {
				this.devices.add(found.device.key);
				return found;
			}
			const { source } = found.device;
			const reason = `一个连接最多代报 ${this.gateway.limits.devices} 台设备`;
			return {
				device: null,
				...{ field: 'MN', code: 'devices', reason, qnRtn: QN_RTN.refused, source }
			};
		} catch (error) {
			if (isAway(error)) return null;
			throw error;
		}
	}

	/** Not as registered: refused; and where nobody knows who it is, listed by its MN. */
	#strange(packet: Packet, why: Identified & { device: null }, raw: Buffer): Heard {
		const { field, code, reason, qnRtn, source } = why;
		if (qnRtn !== QN_RTN.refused) {
			const knock = { name: packet.mn, address: this.address, reason, raw: rawText(raw) };
			const { core, now } = this.gateway;
			this.#track(noteUnknown(core, { door: 'hj212', ...knock, now: now() }), false);
		}
		const error = { field, code, message: reason };
		return this.#refuse(raw, [error], wanting(packet), qnRtn, { source, mn: packet.mn });
	}

	#take(split: Packet, device: Device, raw: Buffer): Heard {
		const now = this.gateway.now();
		const joined = this.#parts.add(split, now.getTime());
		for (const { cn, qn, have, of } of joined.dropped) {
			const message = `拆分包不完整：CN=${cn} QN=${qn ?? ''} 收到 ${have}/${of}`;
			this.#refuse(raw, [{ field: 'PNO', code: 'incomplete', message }], null, null, device);
		}
		if (joined.kind === 'waiting') return 'good';
		if (joined.kind === 'refused') {
			const message = `总包数 PNUM 超过上限 ${this.gateway.limits.parts}`;
			const errors = [{ field: 'PNUM', code: 'parts', message }];
			return this.#refuse(raw, errors, wanting(split), QN_RTN.refused, device);
		}
		const { packet } = joined;
		const command = commandOf(packet.cn);
		if (!command) {
			const errors = [{ field: 'CN', code: 'unknown_command', message: `不支持 CN=${packet.cn}` }];
			return this.#refuse(raw, errors, wanting(packet), QN_RTN.cn, device);
		}
		if (command.does === 'data') return this.#takeData(packet, command, device, raw);
		const to = wanting(packet);
		if (command.does === 'acknowledge') this.#answer(to, { cn: '9014' });
		else if (command.does === 'beat') this.#answer(to, { cn: '9015' });
		else if (command.does === 'time') {
			this.#answer(to, { cn: '9013' });
			this.send(setTime(packet, now));
		}
		return 'good';
	}

	#takeData(
		packet: Packet,
		command: Extract<Command, { does: 'data' }>,
		device: Device,
		raw: Buffer
	): Heard {
		const { core, now: clock, readings, refusals, counts } = this.gateway;
		const now = clock();
		const oldest = core.deadlines.before('reading.kept', 'raw', now);
		const said = samplesOf(packet, command, device.points, { now, oldest });
		const to = wanting(packet);
		if (said.refused) return this.#refuse(raw, said.errors, to, QN_RTN.refused, device);
		const message = '报文中的因子没有对应的测点，请核对测点的所属设备和编码';
		const unplaced = said.unplaced.map((field) => ({ field, code: 'unknown_point', message }));
		const errors = [...said.errors, ...unplaced].filter((error) => this.#isNews(device, error));
		const { source, mn } = device;
		const keep = (wrong: FieldError[]) =>
			refusals.keep({ address: this.address, source, mn, raw, errors: wrong, at: now });
		const { samples } = said;
		const work = Promise.all([
			samples.length > 0
				? readings.add({ device: device.key, samples }, samples.length)
				: 'written',
			errors.length > 0 ? keep(errors) : 'written'
		]).then(async ([stored, kept]) => {
			if (stored === 'failed') {
				await keep([{ field: '', code: 'failed', message: '未能保存，请联系系统管理员' }]);
			} else if (stored === 'dropped' || kept === 'dropped' || kept === 'failed')
				counts.dropped += 1;
			else {
				counts.readings += samples.length;
				this.#answer(to, { cn: '9014' });
			}
		});
		this.#track(work);
		return 'good';
	}

	#isNews(device: Device, { field, code }: FieldError): boolean {
		if (!CONFIGURED.includes(code)) return true;
		const name = `${device.key} ${code} ${field}`;
		if (this.#told.has(name) || this.#told.size >= TOLD) return false;
		this.#told.add(name);
		return true;
	}

	#refuse(
		raw: Buffer,
		errors: FieldError[],
		to: Addressee | null,
		qnRtn: QnRtn | null,
		{ source, mn }: { source: string | null; mn: string | null } = { source: null, mn: null }
	): Heard {
		const { refusals, counts, now } = this.gateway;
		counts.refused += 1;
		const refusal = { address: this.address, source, mn, raw, errors, at: now() };
		const work = refusals.keep(refusal).then((outcome) => {
			if (outcome === 'counted') counts.unkept += 1;
			const safe = outcome === 'written' || outcome === 'counted';
			if (safe && qnRtn !== null) this.#answer(to, { cn: '9011', qnRtn });
		});
		this.#track(work);
		return 'fault';
	}

	/** A CRC that is wrong may lie about anything: it is told only to whom we know already. */
	#knownSender(raw: Buffer): Addressee | null {
		const to = addresseeOf(raw.subarray(6, -6));
		const known = to && this.gateway.registry.find(to.mn).some(({ key }) => this.devices.has(key));
		return known ? to : null;
	}

	#answer(to: Addressee | null, answer: Answer): void {
		const bytes = to && frameOf(to, answer);
		if (!bytes) return;
		this.gateway.counts.answered += 1;
		this.send(bytes);
	}

	/** @param awaited whether an answer hangs on it */
	#track(work: Promise<void>, awaited = true): void {
		const told = work.catch((error: unknown) =>
			this.gateway.tell(this.address, `failed: ${String(error)}`)
		);
		if (!awaited) return;
		const tracked = told.finally(() => this.#pending.delete(tracked));
		this.#pending.add(tracked);
	}
}

const wanting = (packet: Packet): Addressee | null => (packet.flag.answer ? packet : null);
