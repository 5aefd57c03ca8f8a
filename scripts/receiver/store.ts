/** What has been taken in: one line a batch, on the disk before its receipt is given. */
import { randomUUID } from 'node:crypto';
import {
	existsSync,
	fsyncSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readFileSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import type { Counts, Envelope, Receipt, Row } from '../../src/lib/province/message';

/** A batch that cannot be taken as it is. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string
	) {
		super(message);
	}
}

interface Line {
	receipt: string;
	envelope: Envelope;
}

interface Region {
	upTo: number;
	receipts: Map<string, Receipt>;
	entries: Set<string>;
	/** By table, the identities of the records that are there. */
	records: Map<string, Set<string>>;
}

export class Store {
	#regions = new Map<string, Region>();

	private constructor(private readonly file: number) {}

	static open(folder: string): Store {
		mkdirSync(folder, { recursive: true });
		const path = join(folder, 'batches.jsonl');
		const written = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
		const store = new Store(openSync(path, 'a'));
		// A line without its end was being written when we were killed: nobody has its receipt.
		const whole = written.subarray(0, written.lastIndexOf('\n') + 1);
		ftruncateSync(store.file, whole.length);
		for (const line of whole.toString().split('\n').filter(Boolean)) {
			store.#apply(JSON.parse(line) as Line);
		}
		return store;
	}

	/** The same receipt whenever the same batch comes. @throws Refusal */
	take(envelope: Envelope): Receipt {
		const region = this.#regionOf(envelope.region);
		const known = region.receipts.get(envelope.cd_batch);
		if (known) {
			if (known.upTo === envelope.upTo && known.hash === envelope.hash) return known;
			throw new Refusal(409, `批次 ${envelope.cd_batch} 已收到，内容不同`);
		}
		if (envelope.after !== region.upTo) {
			throw new Refusal(409, `已收至 ${region.upTo}，此批次自 ${envelope.after} 之后起`);
		}
		for (const row of envelope.rows) check(envelope, row, region);
		const line = { receipt: randomUUID(), envelope };
		writeSync(this.file, `${JSON.stringify(line)}\n`);
		fsyncSync(this.file);
		return this.#apply(line);
	}

	counts(name: string): Counts {
		const { upTo, records } = this.#regionOf(name);
		return {
			upTo,
			counts: Object.fromEntries([...records].map(([table, there]) => [table, there.size]))
		};
	}

	/** Forgets everything: for the next trial. */
	clear(): void {
		ftruncateSync(this.file, 0);
		this.#regions.clear();
	}

	#apply({ receipt, envelope }: Line): Receipt {
		const { cd_batch, upTo, hash, rows } = envelope;
		const region = this.#regionOf(envelope.region);
		for (const row of rows) {
			region.entries.add(row.cd_id);
			const there = region.records.get(row.table) ?? new Set();
			region.records.set(row.table, there);
			const identity = `${row.source_system}/${row.record_unique_identity}`;
			if (row.cd_operation === 'd') there.delete(identity);
			else there.add(identity);
		}
		const told = { receipt, cd_batch, upTo, hash, rows: rows.length };
		region.receipts.set(cd_batch, told);
		region.upTo = upTo;
		return told;
	}

	#regionOf(name: string): Region {
		let region = this.#regions.get(name);
		if (!region) {
			region = { upTo: 0, receipts: new Map(), entries: new Set(), records: new Map() };
			this.#regions.set(name, region);
		}
		return region;
	}
}

/** Each entry once, within its batch's stretch and under its batch's number. */
function check({ cd_batch, region, after, upTo }: Envelope, row: Row, { entries }: Region): void {
	const seq = Number(row.cd_id.slice(6));
	if (row.cd_batch !== cd_batch || !row.cd_id.startsWith(region) || seq <= after || seq > upTo) {
		throw new Refusal(422, `记录 ${row.cd_id} 不属于批次 ${cd_batch}`);
	}
	if (entries.has(row.cd_id)) throw new Refusal(422, `记录 ${row.cd_id} 已收到`);
}
