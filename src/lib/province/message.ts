/** What goes to 省级监管数据中心 and what comes back: the wire between the outbox and whoever stands at its other end. */
import { z } from 'zod';

/** 批次号: the day and its number on that day, `2026112400002`. */
const batchName = z.string().regex(/^\d{13}$/);
const count = z.int().min(0);

/** One version of one record. Beside these it carries the columns of its table. */
const Row = z.looseObject({
	/** 主键: the region and the number of the entry in its ledger. */
	cd_id: z.string().regex(/^\d{18}$/),
	/** 插入时间: when the entry was written. */
	cd_time: z.iso.datetime({ offset: true }),
	/** 来源: the region's code and that of the department. */
	cd_source: z.string().min(7),
	cd_batch: batchName,
	/** Recorded, corrected, withdrawn. */
	cd_operation: z.enum(['i', 'u', 'd']),
	table: z.string().min(1),
	/** The system that reported it: two may give the same id to two records. */
	source_system: z.string().min(1),
	record_unique_identity: z.string().min(1)
});
export type Row = z.infer<typeof Row>;

/** The entries of a stretch of the ledger; what of them is not the province's has no row. */
export const Envelope = z.strictObject({
	cd_batch: batchName,
	region: z.string().regex(/^\d{6}$/),
	/** Entries after this one … */
	after: count,
	/** … to this one. */
	upTo: count,
	/** Hash of the last one: with its receipt the chain is known elsewhere too. */
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	rows: z.array(Row).max(1_000)
});
export type Envelope = z.infer<typeof Envelope>;

export const Receipt = z.looseObject({
	/** The other end's own number of it. */
	receipt: z.string().min(1).max(200),
	cd_batch: batchName,
	upTo: count,
	hash: z.string(),
	rows: count
});
export type Receipt = z.infer<typeof Receipt>;

/** Records that are there, by table, once everything up to an entry has been taken in. */
export const Counts = z.looseObject({ upTo: count, counts: z.record(z.string(), count) });
export type Counts = z.infer<typeof Counts>;
