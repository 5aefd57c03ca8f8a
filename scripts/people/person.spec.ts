import { expect, test } from 'vitest';
import { readPerson, type Described } from './person';

const PLACES = {
	departments: [{ code: 'nengyuan', name: '区能源局' }],
	townships: [{ code: '140603200', name: '白堂乡' }]
} as unknown as Parameters<typeof readPerson>[1];

function faults(given: Described): string[] {
	try {
		readPerson(given, PLACES);
		return [];
	} catch (error) {
		return (error as Error).message.split('\n').slice(0, -1);
	}
}

const head = { username: 'lisi', name: '李四', role: 'head', department: 'nengyuan' };

test('what is right is a person', () => {
	expect(readPerson({ ...head, username: ' LiSi ', post: '' }, PLACES)).toMatchObject({
		...head,
		post: null,
		township: null
	});
});

test('everything that is missing is told at once, by the name of its option', () => {
	expect(faults({}).map((line) => line.split('.')[0])).toEqual([
		'--username is missing',
		'--name is missing',
		'--role is missing'
	]);
});

test('a wrong value is told with what the option takes', () => {
	const told = faults({ ...head, username: '4', role: 'boss' });
	expect(told[0]).toBe(
		'--username takes 2 to 30 small letters, digits, underscores and dots, a letter first; "4" is not.'
	);
	expect(told[1]).toContain('--role takes one of leader (区领导), ');
	expect(told).toHaveLength(2);
});

test('a place that is missing, unknown or not the role’s is told apart, with the codes that there are', () => {
	const { username, name } = head;
	expect(faults({ username, name, role: 'head' })).toEqual([
		'--department is missing: head (部门第一责任人) belongs to a department. There are nengyuan 区能源局.'
	]);
	expect(faults({ ...head, department: 'x' })).toEqual([
		'--department: there is no department x. There are nengyuan 区能源局.'
	]);
	expect(faults({ username, name, role: 'township', township: '1' })).toEqual([
		'--township: there is no township 1. There are 140603200 白堂乡.'
	]);
	expect(faults({ ...head, role: 'leader', township: '140603200' })).toEqual([
		'leader (区领导) belongs to the district: leave out --department.',
		'leader (区领导) belongs to the district: leave out --township.'
	]);
});

test('an officer has a certificate', () => {
	expect(faults({ ...head, role: 'officer' })).toEqual([
		'--certificate is missing: officer (执法人员) has the number of a certificate (执法证号), 30 characters at most.'
	]);
	expect(faults({ ...head, role: 'officer', certificate: '14060319001' })).toEqual([]);
});
