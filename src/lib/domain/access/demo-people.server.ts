/** The accounts of the demo district. Their passwords follow from the installation's own secret. */
import { createHmac } from 'node:crypto';
import type { Database } from '../../server/database.server';
import { addPerson, createAuth } from './auth.server';

const PEOPLE = [
	{ username: 'leader', name: '演示区领导', role: 'leader', department: null },
	{ username: 'nengyuan', name: '演示能源局负责人', role: 'head', department: 'nengyuan' },
	{ username: 'shijian', name: '演示市场监管局负责人', role: 'head', department: 'shijian' }
] as const;

export interface DemoPerson {
	username: string;
	password: string;
	name: string;
	role: 'leader' | 'head';
	department: string | null;
}

/** Makes those that are not there yet; the same secret prints the same passwords at every start. */
export async function ensureDemoPeople(database: Database, secret: string): Promise<DemoPerson[]> {
	const auth = createAuth(database, secret);
	const people = PEOPLE.map((p) => ({ ...p, password: passwordOf(secret, p.username) }));
	for (const person of people) await addPerson(auth, person);
	return people;
}

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

function passwordOf(secret: string, username: string): string {
	const bytes = createHmac('sha256', secret).update(`demo-people:${username}`).digest();
	const letters = [...bytes.subarray(0, 12)].map((byte) => ALPHABET[byte % ALPHABET.length]);
	return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}
