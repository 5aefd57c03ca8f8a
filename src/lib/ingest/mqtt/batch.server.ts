/** Many messages at once: what they say is written, the bad ones are kept, the unknown ones listed. */
import { randomUUID } from 'node:crypto';
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { FieldError } from '../../standards/fields';
import { recordReadings } from '../readings.server';
import { rawText } from '../held-back';
import type { RawRefusal, RawRefusals } from '../rejected-raw.server';
import { sameUnit } from '../units';
import { noteUnknown } from '../unknown.server';
import { toErrors, unstorable } from '../validate.server';
import { parseJson, parseTopic, Telemetry, type Topic } from './message';
import { Points, type Found } from './points.server';
import { silence, type Farewell } from './silence.server';

export interface Message {
	topic: string;
	payload: Buffer;
	/** Sent because it was kept by the broker, not because it was published now. */
	retain: boolean;
}

export interface Desk {
	core: Core;
	refusals: RawRefusals;
	/** Of the broker. */
	address: string;
	now(): Date;
	log(line: string): void;
}

const PERMISSION = { source: 'mqtt', department: null };

type Step =
	| { kind: 'readings'; rows: object[]; messages: Message[] }
	| { kind: 'silence'; farewells: Farewell[] };

/**
 * In their order, so that a farewell between two readings is one. Written twice it is the same: a reading is its
 * point and time, and who is silent stays so.
 * @throws where the database is away, and where one of them cannot be written
 */
export async function takeMessages(desk: Desk, messages: Message[]): Promise<void> {
	const { core, refusals, now } = desk;
	const at = now();
	const ctx: Context = { region: core.region, actor: 'source:mqtt', source: 'mqtt', now: at };
	const topics = messages.map(({ topic }) => parseTopic(core.region, topic));
	const known = topics.filter((topic): topic is Topic => !('reason' in topic));
	const points = await Points.find(core, known);
	const sorting = new Sorting(desk, at);
	messages.forEach((message, i) => {
		const topic = topics[i]!;
		if ('reason' in topic) sorting.unknown(message, topic.reason);
		else sorting.sort(message, topic, points);
	});
	for (const step of sorting.steps) {
		if (step.kind === 'silence') await silence(core, ctx, step.farewells);
		else {
			const { outcomes } = await recordReadings(core, ctx, PERMISSION, step.rows);
			outcomes.forEach((outcome, i) => {
				if (typeof outcome === 'object') sorting.refuse(step.messages[i]!, outcome.errors);
			});
		}
	}
	// Last, so that nothing of this is kept twice where a part of it is tried again.
	await refusals.keep({ batch: randomUUID(), at }, sorting.refused);
}

class Sorting {
	steps: Step[] = [];
	refused: RawRefusal[] = [];

	constructor(
		private readonly desk: Desk,
		private readonly at: Date
	) {}

	sort(message: Message, topic: Topic, points: Points): void {
		// An empty message takes back what the broker kept.
		if (message.payload.length === 0) return;
		const found = points.of(topic);
		if (topic.kind === 'status') return this.#status(message, found, points.ofDevice(topic));
		if (found.length === 0) {
			return this.unknown(
				message,
				'没有登记此测点，请先报送 points（部门、信用代码、编码与主题一致）'
			);
		}
		if (topic.kind === 'event') {
			// A clue is to be verified first, and never published by itself.
			const text = '事件只是线索，本接口不接收；请由业务系统核实后以 warnings 报送';
			return this.refuse(message, [{ field: '', code: 'event', message: text }]);
		}
		if (found.length > 1) {
			const text = `此编码登记了 ${found.length} 个测点，请在 points 中改正`;
			return this.refuse(message, [{ field: '', code: 'ambiguous_point', message: text }]);
		}
		this.#telemetry(message, found[0]!);
	}

	refuse({ topic, payload }: Message, errors: FieldError[]): void {
		const sender = topic.split('/').slice(2, 4).join('/');
		this.refused.push({ sender, id: topic, raw: rawText(payload), errors });
	}

	unknown({ topic, payload }: Message, reason: string): void {
		const { core, address, log } = this.desk;
		const raw = rawText(payload);
		// Not waited for: the list is written once a second, and a note that is lost comes again.
		noteUnknown(core, { door: 'mqtt', name: topic, address, reason, raw, now: this.at }).catch(
			(error: unknown) => log(`an unknown topic could not be noted: ${String(error)}`)
		);
	}

	#telemetry(message: Message, { key, unit }: Found): void {
		const json = parseJson(message.payload);
		if (!json) {
			const text = '报文不是 UTF-8 编码的 JSON';
			return this.refuse(message, [{ field: '', code: 'invalid_json', message: text }]);
		}
		const bad = unstorable(json.value, '');
		if (bad) return this.refuse(message, [bad]);
		const parsed = Telemetry.safeParse(json.value);
		if (!parsed.success) return this.refuse(message, parsed.error.issues.flatMap(toErrors));
		const { ts, v, flag, unit: sent } = parsed.data;
		if (sent !== undefined && !sameUnit(sent, unit)) {
			const text = `单位应为登记的 ${unit}，现为 ${sent}`;
			return this.refuse(message, [{ field: 'unit', code: 'unit', message: text }]);
		}
		let step = this.steps.at(-1);
		if (step?.kind !== 'readings') {
			step = { kind: 'readings', rows: [], messages: [] };
			this.steps.push(step);
		}
		step.rows.push({ point: key, time: ts, value: v, flag });
		step.messages.push(message);
	}

	/** `online` says nothing of data: they do that themselves. */
	#status(message: Message, points: Found[], ofDevice: Found[]): void {
		const gone = points.length > 0 ? points : ofDevice;
		if (gone.length === 0) return this.unknown(message, '没有登记此测点或设备');
		const status = message.payload.toString('utf8').trim();
		if (status === 'online') return;
		if (status !== 'offline') {
			const text = '状态应为 online 或 offline';
			return this.refuse(message, [{ field: '', code: 'invalid_value', message: text }]);
		}
		const farewells = gone.map(({ key }) => ({ point: key, kept: message.retain }));
		const step = this.steps.at(-1);
		if (step?.kind === 'silence') step.farewells.push(...farewells);
		else this.steps.push({ kind: 'silence', farewells });
	}
}
