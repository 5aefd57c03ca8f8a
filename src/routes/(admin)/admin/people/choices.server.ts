/** What an administrator may choose from for an account. */
import type { Person } from '$lib/domain/access/actor';
import { namedBy, ROLE, type Role } from '$lib/domain/access/roles';
import { app } from '$lib/server/app.server';

/** What each role is for, in the words of who opens its account. */
const USE: Record<Role, string> = {
	leader: '查看全区指标和监管记录，不含个人信息',
	assessor: '督查考核，查看全区指标和监管记录',
	head: '查看和负责本部门的全部数据，办理数据使用授权',
	handler: '办理本部门的监管事项',
	officer: '只看自己参与的执法任务',
	township: '查看本乡镇的数据',
	region_admin: '开通部门系统管理员以及区级、乡镇账号',
	department_admin: '开通和管理本部门账号',
	system_admin: '管理来源系统、接口和大屏的密钥',
	security_admin: '监督各类账号，修改安全参数',
	audit_admin: '查看安全审计'
};

export interface Choices {
	roles: { value: Role; name: string; use: string; of: 'district' | 'department' | 'township' }[];
	/** One alone: it is given. */
	departments: { value: string; name: string }[];
	townships: { value: string; name: string }[];
}

export function choicesOf(admin: Person): Choices {
	const { departments, townships } = app().reference;
	const roles = namedBy(admin.role).map((value) => ({
		value,
		name: ROLE[value].name,
		use: USE[value],
		of: ROLE[value].of
	}));
	const some = (of: string) => roles.some((role) => role.of === of);
	const own = admin.role === 'department_admin';
	return {
		roles,
		departments: some('department')
			? departments
					.filter(({ code }) => !own || code === admin.department)
					.map(({ code, name }) => ({ value: code, name }))
			: [],
		townships: some('township') ? townships.map(({ code, name }) => ({ value: code, name })) : []
	};
}
