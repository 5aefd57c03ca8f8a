/** A key in words. */
import { DATASET_TITLES } from '$lib/domain/access/key-writes.server';
import type { KeyKind } from '$lib/domain/access/keys.server';
import type { KeyRow } from '$lib/domain/access/reads.server';
import { DAY_MS } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { moment } from '../../../wording';

export const KINDS: Record<KeyKind, { name: string; use: string }> = {
	source: { name: '来源系统', use: '业务系统报送监管数据' },
	reader: { name: '接口读取', use: '其他系统读取全区指标、监管记录和台账，不含个人信息' },
	screen: { name: '大屏', use: '大屏打开本区驾驶舱，只看不改' }
};

export const isKind = (text: string | null): text is KeyKind =>
	text !== null && Object.hasOwn(KINDS, text);

export const DATASET_CHOICES = [...DATASET_TITLES].map(([value, name]) => ({ value, name }));

/** A key that ends within so many days is to be replaced. */
const SOON_MS = 30 * DAY_MS;

export type KeyState = 'holds' | 'soon' | 'expired' | 'revoked';

const STATES: Record<KeyState, string> = {
	holds: '有效',
	soon: '即将到期',
	expired: '已到期',
	revoked: '已吊销'
};

function stateOf({ revokedAt, expiresAt }: KeyRow, now: Date): KeyState {
	if (revokedAt) return 'revoked';
	const left = expiresAt ? expiresAt.getTime() - now.getTime() : Infinity;
	return left <= 0 ? 'expired' : left <= SOON_MS ? 'soon' : 'holds';
}

export function lineOf(key: KeyRow, now: Date) {
	const state = stateOf(key, now);
	const source = key.kind === 'source';
	const minute = (at: Date | null) => at && moment(at.toISOString()).slice(0, 16);
	const names = DATASET_CHOICES.filter(({ value }) => key.datasets.includes(value));
	return {
		mark: key.mark,
		kind: KINDS[key.kind].name,
		name: key.name,
		datasets: !source ? '' : names.map(({ name }) => name).join('、') || '全部',
		department: !source
			? ''
			: key.department
				? app().reference.departmentName(key.department)
				: '全部',
		made: minute(key.createdAt)!,
		used: minute(key.lastUsedAt) ?? '从未使用',
		until: key.expiresAt ? lastDay(key.expiresAt) : '长期',
		revoked: minute(key.revokedAt),
		state,
		stateName: STATES[state]
	};
}

/** It holds to the end of this day. */
const lastDay = (end: Date) => moment(new Date(end.getTime() - 1).toISOString()).slice(0, 10);
