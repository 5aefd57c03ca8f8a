/** What must be so after whatever happened. */
import { setTimeout as delay } from 'node:timers/promises';
import { METRICS } from '../../src/lib/domain/metrics';
import { typeOf } from '../../src/lib/domain/types.server';
import { datasetOf } from '../../src/lib/ingest/datasets.server';
import type { Proof } from '../../src/lib/metrics/prover.server';
import type { Cockpit } from './cockpit';
import { DEPARTMENTS, type Sender } from './sender';

/** Everything again: what had been answered is there, so each such row is a duplicate; then every row is. */
export async function resend(senders: Sender[]): Promise<number> {
	let rows = 0;
	for (const sender of senders) {
		for (const request of sender.requests) {
			const answered = request.answer !== null;
			const again = await sender.send(request);
			if (!again) throw new Error(`${request.dataset} was refused with 503 after the return`);
			if (answered) requireDuplicates(request.dataset, again, request.rows.length);
			else request.answer = again;
		}
		// Now all of them were answered.
		for (const request of sender.requests) {
			requireDuplicates(request.dataset, (await sender.send(request))!, request.rows.length);
			rows += request.rows.length;
		}
	}
	return rows;
}

function requireDuplicates(
	dataset: string,
	{ duplicates }: { duplicates: number },
	rows: number
): void {
	if (duplicates === rows) return;
	throw new Error(
		`of ${rows} ${dataset} that had been accepted, ${rows - duplicates} were not there any more`
	);
}

/** In the tables: each record with the versions that were sent, each once; each reading once. */
export async function requireOnce({ owner: { sql } }: Cockpit, senders: Sender[]): Promise<number> {
	let records = 0;
	for (const sender of senders) {
		const wanted = sender.versions();
		const found = new Map<string, number[]>();
		for (const dataset of new Set(sender.requests.map((request) => request.dataset))) {
			const type = datasetOf(dataset)?.type.name;
			if (!type) continue;
			const own = `${sender.name}-%`;
			const rows = await sql<{ id: string; version: number }[]>`
				select id, version from ${sql(type)} where id like ${own}
				union all select id, version from ${sql(`${type}_past`)} where id like ${own}`;
			for (const { id, version } of rows) found.set(id, [...(found.get(id) ?? []), version]);
		}
		for (const [id, last] of wanted) {
			const versions = [...new Set(found.get(id))].sort((a, b) => a - b);
			// The cockpit's own flips of a point are versions under the number that its source gave.
			const once = versions.length === found.get(id)?.length || /-p\d$/.test(id);
			if (versions.length === last && versions.at(-1) === last && once) continue;
			throw new Error(
				`record ${id}: versions 1 to ${last} were sent, ${found.get(id)?.join() ?? 'none'} are there`
			);
		}
		if (found.size !== wanted.size)
			throw new Error(`${found.size} records are there, ${wanted.size} were sent`);
		await requireReadings(sql, sender);
		records += wanted.size;
	}
	return records;
}

async function requireReadings(
	sql: Cockpit['owner']['sql'],
	{ name, requests }: Sender
): Promise<void> {
	const sent = requests.filter(({ dataset }) => dataset === 'readings').flatMap(({ rows }) => rows);
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from reading where point like ${`point/%/${name}-%`}`;
	if (row!.n !== sent.length)
		throw new Error(`${sent.length} readings were sent, ${row!.n} are there`);
}

interface Drill {
	total: number;
	proof: Proof;
	tile: { asOf: { seq: number; at: string } };
}

/** Every part of every metric, in the district and in some departments: the fold against a recount in SQL. */
export async function requireProofs(cockpit: Cockpit): Promise<number> {
	const { asOf } = await cockpit.read<{ asOf: { seq: number; at: string } }>('tiles');
	const at = encodeURIComponent(`${asOf.seq}@${asOf.at}`);
	const open = METRICS.flatMap((metric) => {
		const { id, numerator, denominator, parts } = metric;
		const measures = Object.keys({ numerator, ...(denominator && { denominator }), ...parts });
		const scopes = ['district', ...DEPARTMENTS.map((code) => `department:${code}`)];
		const periods = metric.periodic ? ['today', 'year'] : ['month'];
		return measures.flatMap((part) =>
			scopes.flatMap((scope) =>
				periods.map(
					(period) => `tiles/${id}/records?part=${part}&scope=${scope}&period=${period}&at=${at}`
				)
			)
		);
	});
	const asked = open.length;
	for (const deadline = Date.now() + 60_000; open.length > 0;) {
		if (Date.now() > deadline) throw new Error(`not proved within a minute: ${open[0]}`);
		for (const path of open.splice(0)) {
			const { proof, total } = await cockpit.read<Drill>(path);
			if (proof === 'different')
				throw new Error(`${path}: the fold says ${total}, the recount differs`);
			if (proof === 'pending') open.push(path);
		}
		if (open.length > 0) await delay(50);
	}
	return asked;
}

/** The present version and the past ones of a record type, for whoever tampers with one. */
export const tablesOf = (name: string): string[] => (typeOf(name) ? [name, `${name}_past`] : []);
