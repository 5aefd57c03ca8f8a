/** A security event in words. */
import { LIMITS } from '$lib/domain/access/limits.server';
import { EVENTS } from '$lib/domain/audit/model';
import type { AuditRow } from '$lib/domain/audit/reads.server';
import { app } from '$lib/server/app.server';
import { moment } from '../../../wording';

const KINDS: Record<string, string> = {
	user: '账号',
	source: '来源系统',
	reader: '接口读取',
	screen: '大屏',
	key: '密钥',
	session: '登录',
	subject: '市场主体',
	person: '自然人，密钥'
};

export const lineOf = (row: AuditRow) => ({
	seq: row.seq,
	at: moment(row.happenedAt.toISOString()),
	event: EVENTS[row.event] ?? row.event,
	refused: row.outcome === 'refused',
	who: whoOf(row),
	department: row.department === '-' ? '' : app().reference.departmentName(row.department),
	address: row.address ?? '',
	target: targetOf(row.target),
	purpose: row.purpose ?? '',
	detail: row.detail ?? '',
	times: row.times
});

/** Systems and screens are known by the names of their keys. */
function whoOf({ actor, actorName }: AuditRow): string {
	if (actor === null) return actorName ?? '未登录';
	const [kind = ''] = actor.split(':');
	if (kind === 'user' || kind === 'system') return actorName ?? actor;
	return wordsOf(actor);
}

function targetOf(target: string | null): string {
	if (target === null) return '';
	if (Object.hasOwn(LIMITS, target)) return LIMITS[target as keyof typeof LIMITS];
	if (target.startsWith('department:')) {
		return app().reference.departmentName(target.slice('department:'.length));
	}
	// A look may find several.
	return target.split('、').map(wordsOf).join('、');
}

/** `user:leader` → 账号 leader; of what was erased, `subject/<code>`, `person/<keyed hash>`. */
function wordsOf(text: string): string {
	const [, kind = '', name = ''] = /^([a-z]+)[:/]([^/]+)$/s.exec(text) ?? [];
	return Object.hasOwn(KINDS, kind) ? `${KINDS[kind]} ${name}` : text;
}
