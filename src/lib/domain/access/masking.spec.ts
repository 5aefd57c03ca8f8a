import { expect, it } from 'vitest';
import type { Person } from './actor';
import { masked, maskIdNumber, maskName, maskPhone, opensForReason, sightOf } from './masking';

it('masks as the table says', () => {
	expect(maskName('张三')).toBe('张某');
	expect(maskName('张三丰')).toBe('张某');
	expect(maskName('欧阳锋')).toBe('欧阳某');
	expect(maskName('欧阳')).toBe('欧某');
	expect(maskIdNumber('14060319900101001X')).toBe('140603********001X');
	expect(maskIdNumber('E12345678')).toBe('E12********678');
	expect(maskPhone('139 0000 0001')).toBe('139****0001');
	expect(maskPhone('0349-6012345')).toBe('****2345');
});

const person = (more: Partial<Person>): Person => ({
	...{ kind: 'person', id: '1', name: '演示', role: 'head', department: 'nengyuan' },
	...{ township: null, certificate: null, grant: null, first: null, session: 's' },
	...more
});

it('shows a leader, a stranger to the department and a guest under a grant nothing personal', () => {
	const grant = {
		id: 'g',
		provider: 'shijian',
		purpose: '联合检查',
		exportable: false,
		expiresAt: new Date('2026-12-31T16:00:00Z')
	};
	for (const who of [
		person({ role: 'leader', department: null }),
		person({ role: 'assessor', department: null }),
		person({ role: 'township', department: null, township: '140603200' }),
		person({ role: 'handler', department: 'shengtai' }),
		person({ grant }),
		person({ role: 'department_admin', department: 'shijian' })
	]) {
		expect(sightOf(who, 'shijian')).toBe('none');
	}
	for (const kind of ['name', 'legal-person', 'id-number', 'phone', 'text'] as const) {
		expect(masked(kind, '张三', 'none')).toBeNull();
		expect(opensForReason(kind, 'none')).toBe(false);
	}
});

it('shows the head a masked name, who handles the case the whole, and numbers to neither without a reason', () => {
	expect(sightOf(person({}), 'nengyuan')).toBe('department');
	expect(sightOf(person({ role: 'handler' }), 'nengyuan')).toBe('handler');
	expect(masked('name', '张三', 'department')).toBe('张某');
	expect(masked('name', '张三', 'handler')).toBe('张三');
	expect(masked('id-number', '14060319900101001X', 'handler')).toBe('140603********001X');
	expect(masked('whistle-blower', '李四', 'handler')).toBeNull();
	expect(opensForReason('id-number', 'handler')).toBe(true);
	expect(opensForReason('whistle-blower', 'handler')).toBe(true);
	expect(opensForReason('whistle-blower', 'department')).toBe(false);
	expect(opensForReason('name', 'handler')).toBe(false);
});
