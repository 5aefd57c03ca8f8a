/** Security events (第48、49条; GB/T 22239-2019 安全审计): who did what, when, from where, and whether it was let. */
import type { Base } from '../../ledger/record';

export const EVENTS = {
	signed_in: '登录',
	sign_in_refused: '登录未通过',
	password_refused: '密码核对未通过',
	signed_out: '退出',
	locked: '账号锁定',
	refused: '越权访问',
	looked: '凭授权查看',
	exported: '导出',
	export_refused: '导出被拒',
	unsealed: '查看完整个人信息',
	erasure_sought: '查询个人信息密钥',
	erased: '删除个人信息密钥',
	account_opened: '开通账号',
	account_changed: '变更账号',
	account_suspended: '停用账号',
	account_restored: '恢复账号',
	password_reset: '重置密码',
	password_changed: '修改密码',
	second_factor_set: '启用动态口令',
	second_factor_reset: '重置动态口令',
	sessions_ended: '强制退出',
	unlocked: '解除锁定',
	key_made: '发放密钥',
	key_rotated: '轮换密钥',
	key_revoked: '吊销密钥',
	grant_given: '授予数据使用',
	grant_revoked: '撤销数据使用',
	parameter_changed: '修改参数'
} as const;
export type AuditEvent = keyof typeof EVENTS;

export interface AuditRecord extends Base {
	event: AuditEvent;
	outcome: 'done' | 'refused';
	actor: string | null;
	actorName: string | null;
	address: string | null;
	target: string | null;
	purpose: string | null;
	detail: string | null;
	happenedAt: Date;
	times: number;
}

/** What is written down of an event; whoever is told of it leaves out what does not apply. */
export interface Happening {
	event: AuditEvent;
	outcome?: 'done' | 'refused';
	/** `user:<id>`, `source:<name>`; null: a stranger. */
	actor: string | null;
	actorName?: string | null;
	department?: string | null;
	address?: string | null;
	target?: string | null;
	purpose?: string | null;
	detail?: string | null;
}
