/** Every function that reads records, keys or accounts, called as widely as it can be; or why it is not. */
import {
	listPeople,
	findPerson,
	readGrants,
	readKeys,
	sessionsOf
} from '../src/lib/domain/access/reads.server';
import type { Actor } from '../src/lib/domain/access/actor';
import { ownInspections } from '../src/lib/domain/acts/reads.server';
import {
	anomalySources,
	findAnomaly,
	listAnomalies,
	readRefusedRow
} from '../src/lib/domain/anomalies/reads.server';
import { readAudit } from '../src/lib/domain/audit/reads.server';
import { METRICS } from '../src/lib/domain/metrics';
import { readDevices, readUnknownDevices } from '../src/lib/domain/quality/devices.server';
import { readExpected } from '../src/lib/domain/quality/expected.server';
import {
	readFound,
	readIntake,
	readReasons,
	readReceipts,
	readSystems
} from '../src/lib/domain/quality/reads.server';
import { countUnmatched, readUnmatched } from '../src/lib/domain/quality/unmatched.server';
import { isRecord, presentDepartment, readRecord, rowsOf } from '../src/lib/domain/records.server';
import { knownSubjects, subjectsOf } from '../src/lib/domain/subjects/reads.server';
import { types } from '../src/lib/domain/types.server';
import { Forbidden, NotFound } from '../src/lib/ledger/errors';
import { readEntries, readHead } from '../src/lib/ledger/entries.server';
import { historyOf, presentOf, versionsAsOf } from '../src/lib/ledger/versions.server';
import { factsOf, measureOf, type DrillFact } from '../src/lib/metrics/drill.server';
import { periodOf } from '../src/lib/metrics/period';
import { readLag, readProvince } from '../src/lib/province/reads.server';
import type { Core } from '../src/lib/server/core.server';
import type { Sql } from '../src/lib/server/database.server';
import { REGION } from './core';

export const READ_MODULES: Record<string, object> = import.meta.glob(
	[
		'../src/lib/domain/*/reads.server.ts',
		'../src/lib/domain/quality/{devices,expected,unmatched}.server.ts',
		'../src/lib/domain/records.server.ts',
		'../src/lib/province/reads.server.ts',
		'../src/lib/metrics/drill.server.ts',
		'../src/lib/ledger/entries.server.ts',
		'../src/lib/ledger/versions.server.ts'
	],
	{ eager: true }
);

interface Asking {
	sql: Sql;
	core: Core;
	actor: Actor;
	now: Date;
}
type Call = (asking: Asking) => Promise<unknown>;

const N = 1_000_000;
const all = <T>(list: T[], call: (one: T) => Promise<unknown>) =>
	Promise.all(
		list.map((one) =>
			call(one).catch((error: unknown) => {
				// Refused, or not there for this one; whatever else goes wrong is a fault.
				if (error instanceof NotFound || error instanceof Forbidden) return null;
				throw error;
			})
		)
	);

/** Everything there is to be asked for, known from elsewhere. */
const keys = async ({ core }: Asking) =>
	(
		await core.fold.sql<
			{ key: string }[]
		>`select distinct key from ledger_entry where region = ${REGION}`
	).map(({ key }) => key);
const accounts = async ({ core }: Asking) =>
	(await core.access.sql<{ id: string }[]>`select id from "user"`).map((r) => r.id);
const factsThere = async ({ core }: Asking) =>
	(
		await core.fold.sql<DrillFact[]>`select record, key, department, township, null as t from fact`
	).map((fact) => ({ ...fact }));

const EVERY_ANOMALY = {
	...{ state: 'all' as const, kind: null, dataset: null, source: null, department: null },
	...{ field: null, code: null, start: null, end: null }
};
const EVER = { start: new Date(0), end: new Date('2100-01-01T00:00:00Z') };

const REFERENCE = 'reference data: no secret in it';
const OWN = 'reads as the public by itself; the public is tried for every table';

export const readCalls: Record<string, Call | string> = {
	'../src/lib/domain/access/reads.server.ts listPeople': ({ sql }) =>
		listPeople(sql, { text: '', role: null, after: null }),
	'../src/lib/domain/access/reads.server.ts findPerson': async (asking) =>
		all(await accounts(asking), (id) => findPerson(asking.sql, id)),
	'../src/lib/domain/access/reads.server.ts sessionsOf': async (asking) =>
		all(await accounts(asking), (id) => sessionsOf(asking.sql, id)),
	'../src/lib/domain/access/reads.server.ts readKeys': ({ sql }) => readKeys(sql),
	'../src/lib/domain/access/reads.server.ts readGrants': ({ sql }) =>
		Promise.all([
			readGrants(sql, 'provider', { department: 'shijian', after: null }),
			readGrants(sql, 'grantee', { department: 'nengyuan', after: null })
		]),
	'../src/lib/domain/acts/reads.server.ts ownInspections': ({ sql }) =>
		ownInspections(sql, REGION, { after: null }),
	'../src/lib/domain/anomalies/reads.server.ts listAnomalies': ({ sql, now }) =>
		listAnomalies(sql, REGION, EVERY_ANOMALY, { now, after: null }),
	'../src/lib/domain/anomalies/reads.server.ts anomalySources': ({ sql }) =>
		anomalySources(sql, REGION),
	'../src/lib/domain/anomalies/reads.server.ts findAnomaly': async (asking) =>
		all(await keys(asking), (key) => findAnomaly(asking.sql, REGION, key)),
	// Whether it came, not what: it is sealed, and carries no mark to be seen.
	'../src/lib/domain/anomalies/reads.server.ts readRefusedRow': async ({ sql, core }) => {
		const there = await core.database.sql<{ batch: string; batchIndex: number; row_id: string }[]>`
			select batch, index as "batchIndex", row_id from rejected_row`;
		return all([...there], async (row) =>
			(await readRefusedRow(sql, REGION, row)) === null ? null : row.row_id
		);
	},
	'../src/lib/domain/audit/reads.server.ts readAudit': ({ sql }) => readAudit(sql, {}),
	'../src/lib/domain/audit/reads.server.ts rootsOf': 'day roots are printed for everybody',
	'../src/lib/domain/calendar/reads.server.ts readDeadlines': REFERENCE,
	'../src/lib/domain/exposure/reads.server.ts board': OWN,
	'../src/lib/domain/exposure/reads.server.ts currentExposures': OWN,
	'../src/lib/domain/exposure/reads.server.ts publishedRoots': OWN,
	'../src/lib/domain/monitoring/reads.server.ts rulesFor': REFERENCE,
	'../src/lib/domain/monitoring/reads.server.ts firstPoint': 'the example of openapi.json',
	'../src/lib/domain/regions/reads.server.ts readReference': REFERENCE,
	'../src/lib/domain/quality/reads.server.ts readIntake': ({ sql }) =>
		readIntake(sql, REGION, { first: '2000-01-01', last: '2100-01-01' }),
	'../src/lib/domain/quality/reads.server.ts readReceipts': ({ sql, now }) =>
		readReceipts(sql, REGION, EVER, now),
	'../src/lib/domain/quality/reads.server.ts readFound': ({ sql }) => readFound(sql, REGION, EVER),
	'../src/lib/domain/quality/reads.server.ts readReasons': ({ sql }) =>
		readReasons(sql, REGION, EVER),
	'../src/lib/domain/quality/reads.server.ts readSystems': ({ sql }) => readSystems(sql, REGION),
	'../src/lib/domain/quality/devices.server.ts readDevices': ({ sql }) =>
		Promise.all([true, false].map((video) => readDevices(sql, REGION, { video, after: null }))),
	'../src/lib/domain/quality/devices.server.ts readUnknownDevices': ({ sql }) =>
		readUnknownDevices(sql, REGION),
	'../src/lib/domain/quality/expected.server.ts readExpected': ({ sql }) =>
		readExpected(sql, REGION, '2026-11-24', () => 'inspection'),
	'../src/lib/domain/quality/unmatched.server.ts countUnmatched': ({ sql }) =>
		countUnmatched(sql, REGION),
	'../src/lib/domain/quality/unmatched.server.ts readUnmatched': ({ sql }) =>
		readUnmatched(sql, REGION, null),
	'../src/lib/domain/subjects/reads.server.ts subjectsOf': ({ sql }) =>
		subjectsOf(sql, REGION, ['91140603MAXXX0001A']),
	'../src/lib/domain/subjects/reads.server.ts knownSubjects': async ({ sql }) => [
		...(await knownSubjects(sql, REGION, ['91140603MAXXX0001A']))
	],
	'../src/lib/domain/records.server.ts rowsOf': async (asking) => {
		// Facts of everybody, as a page would never hand them on; what it adds to them is what was read.
		const rows = await rowsOf(asking.sql, REGION, await factsThere(asking), N);
		return rows.map(({ title, fields }) => ({ title, fields }));
	},
	'../src/lib/domain/records.server.ts readRecord': async (asking) =>
		all(await keys(asking), (key) => readRecord(asking.sql, REGION, key)),
	'../src/lib/domain/records.server.ts isRecord': async (asking) =>
		all(await keys(asking), (key) => isRecord(asking.sql, REGION, key)),
	'../src/lib/domain/records.server.ts presentDepartment': async (asking) =>
		all(await keys(asking), (key) => presentDepartment(asking.sql, REGION, key)),
	'../src/lib/province/reads.server.ts readProvince': ({ sql }) => readProvince(sql, REGION),
	'../src/lib/province/reads.server.ts readLag': ({ sql }) => readLag(sql, REGION),
	'../src/lib/metrics/drill.server.ts measureOf': 'reads nothing',
	'../src/lib/metrics/drill.server.ts factsOf': ({ sql, now }) =>
		Promise.all(
			METRICS.flatMap((metric) =>
				[
					'numerator',
					...(metric.denominator ? ['denominator'] : []),
					...Object.keys(metric.parts ?? {})
				].map((part) =>
					factsOf(sql, {
						region: REGION,
						measure: measureOf(metric, part),
						scope: 'district',
						period: periodOf('year', now)!,
						n: N,
						t: now,
						cursor: null
					})
				)
			)
		),
	'../src/lib/ledger/entries.server.ts readEntries': ({ sql }) =>
		Promise.all([
			readEntries(sql, REGION, 0, 10_000),
			readEntries(sql, `${REGION}/audit`, 0, 10_000)
		]),
	'../src/lib/ledger/entries.server.ts readHead': ({ sql }) => readHead(sql, REGION),
	'../src/lib/ledger/versions.server.ts presentOf': async (asking) => {
		const there = await keys(asking);
		return Promise.all(
			Object.values(types).map(async (type) => [
				...(await presentOf(asking.sql, type, REGION, there))
			])
		);
	},
	'../src/lib/ledger/versions.server.ts asOf': 'a part of a query',
	'../src/lib/ledger/versions.server.ts versionsAsOf': async (asking) => {
		const there = await keys(asking);
		return Promise.all(
			Object.values(types).map(async (type) => [
				...(await versionsAsOf(asking.sql, type, REGION, there, N))
			])
		);
	},
	'../src/lib/ledger/versions.server.ts historyOf': async (asking) =>
		all(await keys(asking), (key) =>
			historyOf(asking.sql, types[key.split('/')[0] as keyof typeof types], REGION, key)
		)
};
