import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../domain/access/actor';
import { ANY, context, REGION, send } from '../../../tests/core';
import { Sending, until } from '../../../tests/sending';
import { DATASETS } from '../ingest/datasets.server';
import { readProvince } from './reads.server';

const now = new Date('2026-11-24T02:32:00Z');
const example = (name: string, id: string, more: object = {}) => ({
	dataset: name,
	row: { ...DATASETS.find((dataset) => dataset.name === name)!.example(id, now), ...more }
});
const person = (id: string, code = '14060319910615001X') =>
	example('penalties', id, {
		administrativeCp: '张三',
		administrativeCpNa: '1',
		administrativeCpCeType: '111',
		administrativeCpUiCode: code,
		illegalFact: '在禁止区域露天焚烧秸秆',
		otherHandling: '已移送乡镇'
	});

let trial: Sending;
beforeAll(async () => void (trial = await Sending.open()));
beforeEach(() => trial.begin(now));
afterEach(() => trial.end());
afterAll(() => trial.close());

test('records go under the national columns, in the order of the ledger; what is the cockpit’s own does not', async () => {
	await trial.write(...DATASETS.map(({ name }) => example(name, 'one')));
	await send(trial.core, context(now), ANY, 'inspections', [{ id: 'bad', department: 'nengyuan' }]);
	trial.open();
	await trial.caughtUp();
	expect(trial.receiver.rows().map(({ table }) => table)).toEqual(
		DATASETS.map(({ name }) => name).filter((name) => !/^(points|devices|systems)$/.test(name))
	);
	const [inspection] = trial.sent('inspections');
	expect(inspection).toEqual({
		cd_id: expect.stringMatching(/^140603\d{12}$/),
		cd_time: '2026-11-24T10:32:00+08:00',
		cd_source: '140603nengyuan',
		cd_batch: '2026112400001',
		cd_operation: 'i',
		table: 'inspections',
		source_system: 'test',
		record_unique_identity: 'one',
		township: '140603200',
		supervise_item_implement_code: '14060300100001',
		supervise_item_check_icode: '11140603MBXXX0001L4001',
		supervise_object: '平鲁区示例煤业有限公司（演示）',
		implement_institution: '区能源局',
		administrative_cp: '平鲁区示例煤业有限公司（演示）',
		administrative_cp_na: '2',
		administrative_cp_ce_type: '001',
		administrative_cp_ui_code: '91140603MAXXX0001A',
		area_number: '140603',
		check_action_name: '煤矿日常检查',
		check_action_code: 'JC-one',
		check_form: 'onsite',
		check_type: 'daily',
		check_result: 'passed',
		check_date: '2026-11-24T00:00:00+08:00',
		check_personnel_code: ['04060318001', '04060318002']
	});
	const { batches, reconciliation } = (await trial.state())!;
	expect(batches.at(-1)).toMatchObject({
		batch: '2026112400001',
		after: 0,
		state: 'received',
		attempts: 1,
		lastError: null
	});
	expect(batches[0]!.receipt).toMatch(/^[0-9a-f-]{36}$/);
	const counted = await until(async () => reconciliation ?? (await trial.state())!.reconciliation);
	expect(counted.counts.inspections).toEqual({ ours: 1, theirs: 1 });
	const hashes = await trial.core.fold.sql<{ hash: string }[]>`
		select hash from ledger_entry where region = ${REGION} and seq = any(${trial.receiver.batches().map(({ upTo }) => upTo)})
		order by seq`;
	expect(trial.receiver.batches().map(({ hash }) => hash)).toEqual(hashes.map(({ hash }) => hash));
});

test('names and numbers are opened for the national fields; nobody’s telephone or identity card leaves', async () => {
	await trial.write(
		person('p'),
		example('officers', 'o', { identityNumber: '14060319910615001X', phone: '13900010001' }),
		example('complaints', 'c', { complainant: '李四', phone: '13900010002', content: '夜间施工' })
	);
	trial.open();
	await trial.caughtUp();
	expect(trial.sent('penalties')[0]).toMatchObject({
		administrative_cp: '张三',
		administrative_cp_ui_code: '14060319910615001X',
		CF_WFXW: '在禁止区域露天焚烧秸秆',
		other_handling: '已移送乡镇'
	});
	expect(trial.sent('officers')[0]).toMatchObject({ check_personnel: '演示人员' });
	expect(trial.sent('officers')[0]).not.toHaveProperty('identity_number');
	expect(trial.sent('complaints')[0]).toMatchObject({ complaintDetail: '夜间施工' });
	expect(JSON.stringify(trial.receiver.batches())).not.toMatch(/sealed\||李四|1390001000/);
});

test('of a person who was erased nothing is told, and nobody waits', async () => {
	await trial.write(person('p'), person('q', '140603198001010016'));
	await trial.core.privacy.erase(`person/${trial.core.privacy.index('14060319910615001X')}`);
	trial.open();
	await trial.caughtUp();
	const [gone, there] = trial.sent('penalties');
	expect(gone).toMatchObject({
		record_unique_identity: 'p',
		administrative_cp: null,
		administrative_cp_ui_code: null,
		CF_WFXW: null,
		punish_action_code: 'CF-p'
	});
	expect(there).toMatchObject({ administrative_cp: '张三' });
});

test('each version goes as it was written; of what is withdrawn only the identity', async () => {
	const { row } = example('inspections', 'one');
	await trial.write({ dataset: 'inspections', row });
	await trial.write({
		dataset: 'inspections',
		row: { ...row, version: 2, checkResult: 'rectify' }
	});
	await trial.write({
		dataset: 'inspections',
		row: { id: 'one', department: 'nengyuan', version: 3, withdrawn: true }
	});
	trial.open();
	await trial.caughtUp();
	expect(trial.sent('inspections').map((row) => [row.cd_operation, row.check_result])).toEqual([
		['i', 'passed'],
		['u', 'rectify'],
		['d', undefined]
	]);
	expect(trial.sent('inspections')[2]).not.toHaveProperty('administrative_cp');
	expect((await trial.receiver.counts(REGION)).counts.inspections).toBe(0);
});

test('what fails is sent again under its number, and is there once', async () => {
	await trial.receiver.fail({ status: 503 }, { hangUp: true }, { delay: 10_000 }, { status: 429 });
	await trial.write(example('inspections', 'one'));
	trial.open({ patience: 1_000 });
	await trial.caughtUp();
	expect(trial.receiver.batches().map(({ cd_batch, rows }) => [cd_batch, rows.length])).toEqual([
		['2026112400001', 1]
	]);
	const [batch] = (await trial.state())!.batches;
	expect(batch).toMatchObject({ state: 'received', lastError: null });
	expect(batch!.attempts).toBeGreaterThanOrEqual(5);
	expect(trial.said[0]).toBe(
		'To the province: batch 2026112400001 did not arrive (503); it goes again.'
	);
	expect(trial.said.at(-1)).toBe(
		'To the province: batch 2026112400001 is received, the line is free again.'
	);
});

test('a refused batch stops the line, is seen, and is never passed over', async () => {
	await trial.receiver.fail({ status: 422, lasts: true });
	await trial.write(example('inspections', 'one'));
	const outbox = trial.open();
	await until(async () => (await trial.state())?.batches[0]?.state === 'refused');
	expect((await trial.state())?.batches).toMatchObject([
		{ lastError: '省级平台拒收（422）：按指令拒绝', attempts: 1 }
	]);
	expect(trial.said).toEqual([
		'To the province: batch 2026112400001 is refused (422): nothing goes until that is settled.'
	]);
	await trial.write(example('inspections', 'two'));
	const { lag, upTo } = (await trial.state())!;
	expect([upTo, lag.entries, lag.since]).toEqual([0, 2, now]);
	expect(await outbox.lag()).toEqual(lag);
	// Whoever has looked into it starts it again.
	await trial.receiver.fail();
	await outbox.close();
	expect((await trial.state())!.batches).toHaveLength(1);
	trial.open();
	await trial.caughtUp();
	expect(trial.sent('inspections').map((row) => row.record_unique_identity)).toEqual([
		'one',
		'two'
	]);
});

test('without the right key nothing is taken', async () => {
	await trial.write(example('inspections', 'one'));
	trial.open({}, 'another');
	await until(async () => (await trial.state())?.batches[0]?.state === 'refused');
	expect((await trial.state())?.batches[0]?.lastError).toBe('省级平台拒收（401）：令牌不符');
	expect(trial.receiver.batches()).toEqual([]);
});

test('a thousand entries make a batch, and two outboxes send no entry twice', async () => {
	const rows = Array.from({ length: 2_100 }, (_, i) => example('inspections', `r${i}`));
	for (let start = 0; start < rows.length; start += 1_000) {
		await trial.write(...rows.slice(start, start + 1_000));
	}
	trial.open();
	trial.open();
	await trial.caughtUp();
	expect(
		trial.receiver.batches().map(({ after, upTo, rows: { length } }) => [after, upTo, length])
	).toEqual([
		[0, 1000, 1000],
		[1000, 2000, 1000],
		[2000, 2100, 100]
	]);
	expect((await trial.state())!.batches.every(({ attempts }) => attempts === 1)).toBe(true);
});

test('counts are compared as of the same entry, and a record lost at the other end is found', async () => {
	await trial.write(example('inspections', 'one'), example('inspections', 'two'), person('p'));
	const outbox = trial.open();
	await trial.caughtUp();
	const agreed = await until(async () => (await trial.state())!.reconciliation);
	expect(agreed).toMatchObject({ upTo: 3, counts: { inspections: { ours: 2, theirs: 2 } } });
	await outbox.close();

	await trial.receiver.kill('SIGTERM');
	trial.receiver.lose(trial.sent('inspections')[1]!.cd_id);
	await trial.receiver.start();
	await trial.write(example('inspections', 'three'));
	trial.open({ reconcile: 0 });
	const found = await until(async () => {
		const { reconciliation } = (await trial.state())!;
		return reconciliation!.upTo === 4 && reconciliation;
	});
	expect(found.counts).toMatchObject({
		inspections: { ours: 3, theirs: 2 },
		penalties: { ours: 1, theirs: 1 }
	});
	expect(trial.said).toContain('To the province: as of entry 4 these counts differ: inspections.');
});

test('a department sees nothing of it; without a ledger sent there is nothing to see', async () => {
	expect(await trial.state()).toBeNull();
	await trial.write(example('inspections', 'one'));
	trial.open();
	await trial.caughtUp();
	const head: Actor = {
		...{ kind: 'person', id: 'h', name: '演示负责人', role: 'head', department: 'nengyuan' },
		...{ township: null, certificate: null, grant: null, first: null, session: 'h' }
	};
	expect(await trial.core.rows.as(head, now, (sql) => readProvince(sql, REGION))).toBeNull();
});
