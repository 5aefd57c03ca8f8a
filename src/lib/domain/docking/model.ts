/** 系统对接 (第25–27条): which systems are to dock, and which report. */
import { z } from 'zod';
import { moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const System = z.strictObject({
	...row,
	systemName: named(text(100), '系统名称'),
	systemKind: named(
		z.enum(['department', 'complaint', 'enterprise']).default('department'),
		'类别：部门业务系统、投诉举报平台、企业和第三方系统'
	),
	keyName: named(text(64).optional(), '来源密钥名称，系统以此报送'),
	registeredAt: named(moment, '列入对接计划的时间'),
	silentDays: named(z.int().min(1).max(366).default(7), '连续多少天没有报送即视为未联通')
});
export type System = z.infer<typeof System>;

export interface SystemRecord extends Base {
	systemName: string;
	keyName: string | null;
	silentDays: number;
	/** Kept by the cockpit: has its key reported within its days? */
	connected: boolean;
	connectedSince: Date | null;
}

export function systemFacts(s: SystemRecord): Fact[] {
	if (s.withdrawn) return [];
	return [{ t: null, marks: s.connected ? ['system', 'system.connected'] : ['system'] }];
}

/** A correction leaves alone what the cockpit keeps. */
export function carrySystem(row: SystemRecord, present: SystemRecord | undefined): SystemRecord {
	return {
		...row,
		connected: present?.connected ?? false,
		connectedSince: present?.connectedSince ?? null
	};
}
