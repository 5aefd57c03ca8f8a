/** A fresh district whose ledger goes to a receiver. */
import { vi } from 'vitest';
import { ingestRows } from '../src/lib/ingest/records.server';
import type { Row } from '../src/lib/province/message';
import { openOutbox, type Outbox } from '../src/lib/province/outbox.server';
import { readProvince, type ProvinceState } from '../src/lib/province/reads.server';
import type { Pace } from '../src/lib/province/rules';
import type { Core } from '../src/lib/server/core.server';
import { ANY, context, freshCore, READER, REGION } from './core';
import { Receiver } from './receiver';

/** Two cores may be busy with other tests. */
const PATIENCE = { timeout: 20_000, interval: 20 };
export const until = <T>(look: () => Promise<T>) => vi.waitUntil(look, PATIENCE);

export class Sending {
	core!: Core;
	/** Lines of its outboxes. */
	said: string[] = [];
	#now!: Date;
	#outboxes: Outbox[] = [];

	private constructor(readonly receiver: Receiver) {}

	static async open(): Promise<Sending> {
		return new Sending(await Receiver.open());
	}

	async begin(now: Date): Promise<void> {
		this.#now = now;
		this.said = [];
		this.core = await freshCore();
	}

	async end(): Promise<void> {
		await Promise.all(this.#outboxes.splice(0).map((outbox) => outbox.close()));
		await this.core.close();
		await this.receiver.clear();
	}

	close(): Promise<void> {
		return this.receiver.close();
	}

	open(pace: Partial<Pace> = {}, token = this.receiver.upload.token): Outbox {
		const outbox = openOutbox(this.core, {
			...this.receiver.upload,
			...{ token, now: () => this.#now, log: (line) => this.said.push(line) },
			pace: { gather: 5, first: 5, most: 20, ...pace }
		});
		this.#outboxes.push(outbox);
		return outbox;
	}

	write(...rows: { dataset: string; row: object }[]) {
		return ingestRows(this.core, context(this.#now), ANY, rows);
	}

	/** As the provincial centre reads it. */
	state(): Promise<ProvinceState | null> {
		return this.core.rows.as(READER, this.#now, (sql) => readProvince(sql, REGION));
	}

	/** Every entry has its receipt. */
	async caughtUp(): Promise<void> {
		await until(async () => (await this.state())?.lag.entries === 0);
	}

	/** What the receiver holds of a table. */
	sent(table: string): Row[] {
		return this.receiver.rows().filter((row) => row.table === table);
	}
}
