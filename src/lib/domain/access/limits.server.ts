/** The limits of `access_parameter`: data, editable; an edit holds within seconds, in every process. */
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../server/database.server';
import type { Sql } from '../../server/database.server';
import { accessParameter } from './tables.server';

export const LIMITS = {
	'session.idle': '无操作自动退出（分钟）',
	'session.longest': '单次登录最长（小时）',
	'lockout.failures': '连续失败锁定（次）',
	'lockout.spread': '同一账号各处累计失败锁定（次）',
	'lockout.minutes': '锁定时长（分钟）',
	'password.length': '密码最短（位）',
	'grant.days': '数据使用授权最长（日）',
	'public.suppressed': '公众页面统计下限',
	'rate.stranger': '未登录访问（次/分钟，每地址）',
	'rate.guess': '无效凭证（次/分钟，每地址）',
	'rate.account': '账号或密钥访问（次/分钟）'
} as const;
export type Limit = keyof typeof LIMITS;

/** Whole numbers from 1; a wall that lasts, or a password that is one, are not to be had with any value. */
export const BOUNDS: Record<Limit, { min: number; max: number }> = {
	'session.idle': { min: 5, max: 60 },
	'session.longest': { min: 1, max: 24 },
	'lockout.failures': { min: 3, max: 10 },
	'lockout.spread': { min: 10, max: 1000 },
	'lockout.minutes': { min: 5, max: 1440 },
	'password.length': { min: 8, max: 64 },
	'grant.days': { min: 1, max: 366 },
	'public.suppressed': { min: 1, max: 20 },
	'rate.stranger': { min: 60, max: 100_000 },
	'rate.guess': { min: 10, max: 10_000 },
	'rate.account': { min: 60, max: 100_000 }
};

const KEPT_MS = 5_000;

export class Limits {
	#known: Promise<Map<string, number>> | null = null;
	#readAt = -Infinity;

	constructor(
		private readonly access: Database,
		private readonly region: string
	) {}

	/** @throws Error where the region has no such parameter: its reference data is not loaded. */
	async get(limit: Limit): Promise<number> {
		const amount = (await this.#all()).get(limit);
		if (amount === undefined) throw new Error(`no parameter ${limit} for region ${this.region}`);
		return amount;
	}

	/** @returns what it was before. */
	async set(limit: Limit, amount: number, source: string): Promise<number> {
		const before = await this.get(limit);
		await this.access.orm
			.update(accessParameter)
			.set({ amount, source })
			.where(and(eq(accessParameter.region, this.region), eq(accessParameter.id, limit)));
		this.#readAt = -Infinity;
		return before;
	}

	#all(): Promise<Map<string, number>> {
		const now = performance.now();
		if (!this.#known || now - this.#readAt > KEPT_MS) {
			this.#readAt = now;
			const known = this.#read();
			known.catch(() => (this.#readAt = -Infinity));
			this.#known = known;
		}
		return this.#known;
	}

	async #read(): Promise<Map<string, number>> {
		const rows = await this.access.orm
			.select()
			.from(accessParameter)
			.where(eq(accessParameter.region, this.region))
			.orderBy(asc(accessParameter.id));
		return new Map(rows.map(({ id, amount }) => [id, amount]));
	}
}

export interface LimitRow {
	id: Limit;
	amount: number;
	source: string;
}

/** As the reader may see them, in the order of `LIMITS`. */
export async function readLimits(sql: Sql, region: string): Promise<LimitRow[]> {
	const rows = await sql<LimitRow[]>`
		select id, amount, source from access_parameter where region = ${region}`;
	const byId = new Map(rows.map((row) => [row.id, row]));
	return (Object.keys(LIMITS) as Limit[]).flatMap((id) => byId.get(id) ?? []);
}
