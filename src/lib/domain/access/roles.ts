/** The roles of persons (domain.md Annex C), who names whom, and what each may do beside reading. */

export const ROLES = [
	'leader',
	'assessor',
	'head',
	'handler',
	'officer',
	'township',
	'region_admin',
	'department_admin',
	'system_admin',
	'security_admin',
	'audit_admin'
] as const;
export type Role = (typeof ROLES)[number];

interface Described {
	/** In the regulation's own words. */
	name: string;
	/** Whose account it is: what must be given with it. */
	of: 'district' | 'department' | 'township';
	/** 第28条 and 等级保护: two factors are asked of these. */
	admin: boolean;
	/** Who opens accounts of this role; none: the command line alone. */
	namedBy: readonly Role[];
}

export const ROLE: Record<Role, Described> = {
	leader: { name: '区领导', of: 'district', admin: false, namedBy: ['region_admin'] },
	assessor: { name: '督查考核', of: 'district', admin: false, namedBy: ['region_admin'] },
	head: {
		name: '部门第一责任人',
		of: 'department',
		admin: false,
		namedBy: ['department_admin']
	},
	handler: { name: '承办人员', of: 'department', admin: false, namedBy: ['department_admin'] },
	officer: { name: '执法人员', of: 'department', admin: false, namedBy: ['department_admin'] },
	township: { name: '乡镇监管人员', of: 'township', admin: false, namedBy: ['region_admin'] },
	region_admin: { name: '区划管理员', of: 'district', admin: true, namedBy: ['security_admin'] },
	department_admin: {
		name: '部门系统管理员',
		of: 'department',
		admin: true,
		namedBy: ['region_admin']
	},
	system_admin: { name: '系统管理员', of: 'district', admin: true, namedBy: ['security_admin'] },
	// 三权分立: who watches the others is named by none of them, and names nobody.
	security_admin: { name: '安全管理员', of: 'district', admin: true, namedBy: [] },
	audit_admin: { name: '审计管理员', of: 'district', admin: true, namedBy: [] }
};

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** The roles of which this one opens accounts. */
export const namedBy = (role: Role): Role[] =>
	ROLES.filter((other) => ROLE[other].namedBy.includes(role));

export interface Account {
	role: Role;
	department: string | null;
}

/** May this administrator open, change, suspend or restore such an account? */
export function mayName(admin: Account, other: Account): boolean {
	if (!ROLE[other.role].namedBy.includes(admin.role)) return false;
	return admin.role !== 'department_admin' || other.department === admin.department;
}

/** 安全管理员 may stop and release any account but those that watch him. */
export function mayStop(admin: Account, other: Account): boolean {
	if (admin.role === 'security_admin') {
		return other.role !== 'audit_admin' && other.role !== 'security_admin';
	}
	return mayName(admin, other);
}
