/** `at=`: a seq, an ISO time, or `<seq>@<ISO>`: the entry N and the time t at which figures are read. */
import type { Sql } from '../server/database.server';
import { Invalid, NotFound } from '../ledger/errors';
import type { History } from './history.server';

export interface At {
	/** The entry; null: the last one folded. */
	n: number | null;
	/** Whole seconds. */
	t: Date;
}

const wholeSeconds = (time: Date) => new Date(Math.floor(time.getTime() / 1000) * 1000);

/** @throws Invalid where `at` cannot be read, NotFound where the ledger has not come that far. */
export async function momentOf(
	sql: Sql,
	history: History,
	at: string | null,
	now: Date
): Promise<At> {
	if (!at) return { n: null, t: history.clock(now) };
	const { seq, t } = await resolve(sql, history.region, at, now);
	if (seq > history.seq) {
		throw new NotFound(`台账现到 #${history.seq}，还没有 #${seq}`);
	}
	return { n: seq, t: wholeSeconds(t) };
}

async function resolve(
	sql: Sql,
	region: string,
	at: string,
	now: Date
): Promise<{ seq: number; t: Date }> {
	const match = /^(\d{1,15})(?:@(.+))?$/.exec(at);
	if (!match) {
		const t = timeOf(at, now);
		return { seq: (await entryAt(sql, region, t)).seq, t };
	}
	const entry = await timeOfEntry(sql, region, Number(match[1]));
	if (match[2] === undefined) return entry;
	const t = timeOf(match[2], now);
	if (wholeSeconds(t) < wholeSeconds(entry.t)) {
		throw new Invalid(`#${entry.seq} 记于 ${entry.t.toISOString()}，at 的时间不能早于它`);
	}
	return { seq: entry.seq, t };
}

function timeOf(text: string, now: Date): Date {
	// In a query string an unescaped + of an offset arrives as a space.
	const time = new Date(text.replace(' ', '+'));
	if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(time.getTime())) {
		throw new Invalid('at 应为台账序号、ISO 时间，或 序号@ISO 时间');
	}
	if (time.getTime() > now.getTime() + 1000) throw new Invalid('at 的时间晚于现在');
	return time;
}

/** The last entry not after this time. */
async function entryAt(sql: Sql, region: string, t: Date): Promise<{ seq: number }> {
	const [row] = await sql<{ seq: string }[]>`
		select seq from ledger_entry where region = ${region} and at <= ${t.toISOString()}
		order by at desc, seq desc limit 1`;
	return { seq: Number(row?.seq ?? 0) };
}

async function timeOfEntry(
	sql: Sql,
	region: string,
	seq: number
): Promise<{ seq: number; t: Date }> {
	const [row] = await sql<{ at: string }[]>`
		select at from ledger_entry where region = ${region} and seq = ${seq}`;
	if (!row) throw new NotFound(`台账中没有 #${seq}`);
	return { seq, t: new Date(row.at) };
}
