/** A source that never loses count: it knows of every row whether it was answered, and can send all of them again. */
import { DATASETS } from '../../src/lib/ingest/datasets.server';
import type { Answer } from '../../src/lib/ingest/door.server';
import { Random } from '../demo/random';
import type { Cockpit } from './cockpit';

export interface Request {
	dataset: string;
	rows: Record<string, unknown>[];
	/** Null where none came: the rows may be there or not. */
	answer: Answer | null;
}

const RECORDS = [
	'inspections',
	'penalties',
	'coercions',
	'other-acts',
	'warnings',
	'complaints'
] as const;
export const DEPARTMENTS = ['nengyuan', 'shengtai', 'chengguan-zhifa'];
const TOWNSHIPS = ['140603100', '140603200', '140603201'];
const SECOND = 1000;

export class Sender {
	readonly requests: Request[] = [];
	readonly refusals: number[] = [];
	#random: Random;
	#sent = new Map<string, { dataset: string; row: Record<string, unknown> }>();
	#next = 0;
	#time: number;

	constructor(
		private readonly cockpit: Cockpit,
		readonly name: string,
		seed: string,
		/** Rows of a request at most. */
		private readonly most: number
	) {
		this.#random = new Random(seed, name);
		this.#time = Date.now() - 2 * 3_600_000;
	}

	/** The points that its readings come from. */
	async register(): Promise<void> {
		const rows = Array.from({ length: 5 }, (_, i) => ({
			...example('points', `${this.name}-p${i}`),
			department: this.#random.pick(DEPARTMENTS),
			version: 1
		}));
		await this.post({ dataset: 'points', rows, answer: null });
	}

	/** One request of new rows, corrections and withdrawals of one dataset, or of readings. */
	draw(): Request {
		const random = this.#random;
		const size = random.integer(1, this.most);
		if (random.chance(0.2)) return this.#drawReadings(size);
		const dataset = random.pick(RECORDS);
		const known = [...this.#sent].filter(([, sent]) => sent.dataset === dataset);
		const corrected = new Set<string>();
		const rows = Array.from({ length: size }, () => {
			const [id, before] = (known.length > 0 && random.chance(0.3) && random.pick(known)) || [];
			if (!before || corrected.has(id!)) return this.#drawNew(dataset);
			corrected.add(id!);
			const version = Number(before.row.version) + 1;
			const row = { ...before.row, version, department: random.pick(DEPARTMENTS) } as Record<
				string,
				unknown
			>;
			if (random.chance(0.2)) row.withdrawn = true;
			else delete row.withdrawn;
			if (dataset === 'warnings' && random.chance(0.5)) row.feedbackAt = row.createdAt;
			if (dataset === 'complaints' && random.chance(0.5)) row.closedAt = row.registeredAt;
			return row;
		});
		return { dataset, rows, answer: null };
	}

	/** Sends it and keeps the answer. What was never answered stays so. */
	async post(request: Request): Promise<void> {
		this.requests.push(request);
		for (const row of request.rows) {
			if (request.dataset !== 'readings')
				this.#sent.set(String(row.id), { dataset: request.dataset, row });
		}
		request.answer = await this.send(request);
	}

	/** @throws where no answer came; returns null where it was a 503. */
	async send({ dataset, rows }: Request): Promise<Answer | null> {
		const answer = await fetch(`${this.cockpit.url}/api/v1/records/${dataset}`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.cockpit.keys.sourceKey}`,
				'content-type': 'application/json'
			},
			body: JSON.stringify(rows)
		});
		if (answer.status === 503) {
			await answer.text();
			this.refusals.push(Date.now());
			return null;
		}
		if (!answer.ok) throw new Error(`${dataset}: ${answer.status} ${await answer.text()}`);
		const told = (await answer.json()) as Answer;
		const { accepted, corrected, duplicates, rejected } = told;
		if (rejected.length > 0) throw new Error(`${dataset}: ${JSON.stringify(rejected[0])}`);
		if (accepted + corrected + duplicates !== rows.length) {
			throw new Error(
				`${dataset}: ${rows.length} rows were sent, ${JSON.stringify(told)} answered`
			);
		}
		return told;
	}

	/** Of each record the versions that were sent: they rise by one. */
	versions(): Map<string, number> {
		return new Map([...this.#sent].map(([id, { row }]) => [id, Number(row.version)]));
	}

	#drawNew(dataset: string): Record<string, unknown> {
		const random = this.#random;
		const row: Record<string, unknown> = {
			...example(dataset, `${this.name}-${(this.#next += 1)}`),
			department: random.pick(DEPARTMENTS),
			version: 1
		};
		if (random.chance(0.8)) row.township = random.pick(TOWNSHIPS);
		else delete row.township;
		if (dataset === 'warnings') row.level = random.integer(1, 4);
		return row;
	}

	#drawReadings(size: number): Request {
		const rows = Array.from({ length: size }, () => ({
			point: `${this.name}-p${this.#random.integer(0, 4)}`,
			time: new Date((this.#time += SECOND)).toISOString(),
			value: this.#random.pick([0.3, 0.7, 0.9, 1.2, 1.6])
		}));
		return { dataset: 'readings', rows, answer: null };
	}
}

const example = (dataset: string, id: string) =>
	DATASETS.find(({ name }) => name === dataset)!.example(id, new Date());
