/** As the database's owner: one value changed in one entry, then in one record row. The verification names the entry. */
import type { Setting } from '../chaos';
import { types } from '../../src/lib/domain/types.server';
import { Random } from '../demo/random';
import { step } from '../start/progress';
import { tablesOf } from './checks';
import { Cockpit, REGION } from './cockpit';
import { Sender } from './sender';

const ENTRY = ['at', 'kind', 'key', 'department', 'actor', 'source', 'digest', 'hash'];
/** Which entry a row belongs to is what the entry itself says. */
const IDENTITY = ['region', 'key', 'seq', 'until'];

interface Place {
	table: string;
	column: string;
	seq: number;
}

export async function tamper({ rounds, seed, undoing }: Setting): Promise<string> {
	const cockpit = await step('Starting a cockpit', () => Cockpit.open(undoing));
	const sender = new Sender(cockpit, 'tampered', seed, 60);
	await sender.register();
	for (let i = 0; i < 20; i++) await sender.post(sender.draw());
	console.log(`before: ${await cockpit.requireVerified()}`);
	for (let round = 1; round <= rounds; round++) {
		const random = new Random(seed, 'tamper', round);
		await change(cockpit, await drawEntry(cockpit, random));
		await change(cockpit, await drawRow(cockpit, random));
	}
	return `${2 * rounds} values changed and restored, the entry named each time. ${await cockpit.requireVerified()}`;
}

async function drawEntry({ owner: { sql } }: Cockpit, random: Random): Promise<Place> {
	const [head] = await sql<{ seq: string }[]>`select seq from ledger_head where region = ${REGION}`;
	return {
		table: 'ledger_entry',
		column: random.pick(ENTRY),
		seq: random.integer(1, Number(head!.seq))
	};
}

/** Any version of any record, any column that holds something. */
async function drawRow({ owner: { sql } }: Cockpit, random: Random): Promise<Place> {
	for (;;) {
		const type = random.pick(Object.values(types));
		const table = random.pick(tablesOf(type.name));
		const rows = await sql<{ seq: string; row: Record<string, unknown> }[]>`
			select seq, to_jsonb(v) as row from ${sql(table)} v order by seq limit 1 offset ${random.integer(0, 200)}`;
		const [found] = rows;
		if (!found) continue;
		const columns = Object.entries(found.row).filter(
			([name, value]) => value !== null && !IDENTITY.includes(name) && !Array.isArray(value)
		);
		return { table, column: random.pick(columns)[0], seq: Number(found.seq) };
	}
}

async function change(cockpit: Cockpit, { table, column, seq }: Place): Promise<void> {
	const { sql } = cockpit.owner;
	const [before] = await sql<{ value: string; kind: string }[]>`
		select ${sql(column)}::text as value, pg_typeof(${sql(column)})::text as kind
		from ${sql(table)} where region = ${REGION} and seq = ${seq}`;
	const { value, kind } = before!;
	const other = another(value, kind);
	const set = (text: string) =>
		sql.unsafe(
			`update "${table}" set "${column}" = $1::text::${kind} where region = $2 and seq = ${seq}`,
			[text, REGION]
		);
	await set(other);
	const { code, output } = await cockpit.verify();
	await set(value);
	const said = output.split('\n').at(-1)!;
	if (code === 0 || !said.startsWith(`Entry ${seq} `)) {
		throw new Error(
			`${table}.${column} of #${seq} was changed from ${value} to ${other}; the verification said: ${said}`
		);
	}
	console.log(`${table}.${column} of #${seq}: ${said}`);
	await cockpit.requireVerified();
}

/** Another value of the same type, as small a change as can be. */
function another(value: string, kind: string): string {
	if (kind === 'boolean') return value === 'true' ? 'false' : 'true';
	if (kind.startsWith('timestamp')) return new Date(Date.parse(value) + 1).toISOString();
	if (/^(integer|bigint|smallint|numeric|double)/.test(kind)) return String(Number(value) + 1);
	const last = value.at(-1)!;
	return value.slice(0, -1) + (last === '0' ? '1' : '0');
}
