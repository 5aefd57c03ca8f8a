import { expect, test } from 'vitest';
import type { Person } from '$lib/domain/access/actor';
import { ROLE, ROLES, type Role } from '$lib/domain/access/roles';
import { refusalOf } from '$lib/domain/access/routes';
import { startOf, visitorOf } from './start';

const ROUTE: Record<string, string> = {
	'/desk': '/(desk)/desk',
	'/desk/mine': '/(desk)/desk/mine',
	'/admin': '/(admin)/admin',
	'/cockpit': '/(wall)/cockpit'
};

const personOf = (role: Role): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, certificate: null, grant: null },
	department: ROLE[role].of === 'department' ? 'nengyuan' : null,
	township: ROLE[role].of === 'township' ? '140603200' : null,
	...{ first: null, session: role }
});

test.each(ROLES)('%s begins where that role may be', (role) => {
	const { href } = startOf(personOf(role));
	expect(refusalOf(personOf(role), ROUTE[href]!)).toBeNull();
	expect(href === '/admin').toBe(ROLE[role].admin);
});

test('an officer begins with his tasks, who has figures with them', () => {
	expect(startOf(personOf('officer')).href).toBe('/desk/mine');
	for (const role of ['leader', 'handler', 'township'] as const) {
		expect(startOf(personOf(role)).href).toBe('/desk');
	}
});

test('a person is told who he is; a screen and a stranger are nobody who signed in', () => {
	expect(visitorOf(personOf('officer')).signedIn).toEqual({
		name: '演示officer',
		role: '执法人员'
	});
	const screen = { kind: 'screen', name: 'hall', key: '0' } as const;
	expect(visitorOf(screen)).toMatchObject({ signedIn: null, start: { href: '/cockpit' } });
	expect(refusalOf(screen, ROUTE['/cockpit']!)).toBeNull();
	expect(visitorOf({ kind: 'public' })).toMatchObject({ signedIn: null, start: { href: '/' } });
});
