import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freshCore, REGION } from '../../../../tests/core';
import type { Core } from '../../server/core.server';
import { datasetOf } from '../datasets.server';
import { CODE } from '../datasets/examples';
import { readTable } from '../read/sheet.server';
import { Files, type Reporter } from './files.server';
import { columnsFor } from './open.server';
import { refusedFile } from './refused.server';

const now = new Date('2026-11-23T02:32:00Z');
const CLERK: Reporter = {
	permission: { source: 'desk-nengyuan', department: 'nengyuan' },
	actor: 'user:clerk'
};
const FIRST = { sheet: null, ignore: false };
const HEAD =
	'记录唯一标识,行政相对人,行政相对人编码,监管事项目录编码,检查行为名称,检查行为编号,检查结果,检查时间';
const line = (id: string, code = CODE, date = '2026.11.3') =>
	`${id},平鲁区示例煤业有限公司,${code},14060300100001,日常检查,${id},passed,${date}`;

let core: Core;
let folder: string;
let clock = now;
let files: Files;

beforeAll(async () => {
	core = await freshCore();
	folder = join(await mkdtemp(join(tmpdir(), 'cockpit-files-')), 'uploads');
	files = await Files.open({ core, folder, now: () => clock });
});
afterAll(async () => {
	await files.close();
	await rm(join(folder, '..'), { recursive: true });
	await core.close();
});

async function* bytesOf(text: string) {
	yield Buffer.from(text);
}
const upload = (...lines: string[]) =>
	files.receive(CLERK, 'inspections', 'C:\\表\\检查.csv', bytesOf([HEAD, ...lines].join('\n')));

async function jobOf(id: string) {
	return vi.waitFor(async () => {
		const [job] = await core.database.sql`select * from import_job where id = ${id}`;
		expect(job!.state).not.toBe('running');
		return job!;
	});
}
const recorded = async () => {
	const rows = await core.database.sql<{ id: string }[]>`
		select id from inspection where region = ${REGION} and source = 'desk-nengyuan' order by id`;
	return rows.map(({ id }) => id);
};

it('checks a file to its end and writes nothing', async () => {
	const { id } = await upload(
		line('a1'),
		line('a2', '91140603MAXXX0002A'),
		line('a3', CODE, '待定')
	);
	expect(readdirSync(folder)).toEqual([id]);
	expect(statSync(join(folder, id)).mode & 0o777).toBe(0o600);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
	const preview = await files.preview(CLERK, id, FIRST);
	expect(preview).toMatchObject({
		...{ state: 'checked', problem: null, name: '检查.csv', unknown: [], missing: [] },
		...{ rows: 3, fresh: 1, bad: 2, duplicates: 0, corrected: 0 }
	});
	expect(preview.faulty.map(({ line }) => line)).toEqual([2, 3]);
	const faults = preview.faulty.map(({ cells }) =>
		cells.flatMap(({ text, fault }, index) => (fault ? [[preview.matched[index], text]] : []))
	);
	expect(faults).toEqual([[['行政相对人编码', '91140603MAXXX0002A']], [['检查时间', '待定']]]);
	expect(await recorded()).toEqual([]);
	await expect(files.import(CLERK, id, 'all')).rejects.toThrow('有 2 行不合格');
	expect(await recorded()).toEqual([]);
	await files.discard(CLERK, id);
	expect(readdirSync(folder)).toEqual([]);
	await expect(files.preview(CLERK, id, FIRST)).rejects.toThrow('没有这份文件');
});

it('imports the good rows, hands the bad ones back, and takes them when they are corrected', async () => {
	const { id } = await upload(line('b1'), line('b2', '91140603MAXXX0002A', '2026年11月4日'));
	await files.preview(CLERK, id, FIRST);
	const { job, rows } = await files.import(CLERK, id, 'good');
	expect(rows).toBe(2);
	expect(await jobOf(job)).toMatchObject({
		...{ state: 'done', accepted: 1, rejected: 1, file: '检查.csv' },
		...{ department: 'nengyuan', actor: 'user:clerk' }
	});
	expect(await recorded()).toEqual(['b1']);
	await vi.waitFor(() => expect(existsSync(join(folder, id))).toBe(false));
	expect(await openAnomalies()).toEqual(['b2']);

	const dataset = datasetOf('inspections')!;
	const about = { batch: job, part: 0, now };
	const sheet = await refusedFile(core, CLERK.permission, dataset, about);
	const columns = columnsFor(core, CLERK.permission, dataset, now);
	const table = await readTable(sheet, { columns });
	const back: unknown[] = [];
	for await (const { row } of table.rows) back.push(row);
	expect(back).toEqual([
		expect.objectContaining({
			id: 'b2',
			administrativeCpUiCode: '91140603MAXXX0002A',
			checkDate: '2026-11-04T00:00:00+08:00'
		})
	]);
	// Only what was in the file, and what must be.
	expect(table.header.columns.filter(Boolean)).toHaveLength(HEAD.split(',').length);

	const again = await upload(line('b1'), line('b2'));
	expect(await files.preview(CLERK, again.id, FIRST)).toMatchObject({ fresh: 1, duplicates: 1 });
	const second = await files.import(CLERK, again.id, 'all');
	expect(await jobOf(second.job)).toMatchObject({ accepted: 1, duplicates: 1, rejected: 0 });
	expect(await recorded()).toEqual(['b1', 'b2']);
	expect(await openAnomalies()).toEqual([]);
});

it('says before the import what would be refused as a second content of one version', async () => {
	const { id } = await upload(line('b1').replace('passed', 'rectify'));
	const preview = await files.preview(CLERK, id, FIRST);
	expect(preview).toMatchObject({ rows: 1, bad: 1 });
	expect(preview.faulty[0]!.faults.join()).toContain('版本号');
});

it('takes no other department, by whatever name', async () => {
	const text = `${HEAD},责任部门代码\n${line('d1')},区市场监督管理局\n${line('d2')},区能源局`;
	const { id } = await files.receive(CLERK, 'inspections', 'x.csv', bytesOf(text));
	const preview = await files.preview(CLERK, id, FIRST);
	expect(preview).toMatchObject({ fresh: 1, bad: 1 });
	expect(preview.faulty[0]!.cells.at(-1)!.fault).toContain('只能报送本部门（区能源局）');
});

it('names columns that it does not know, and leaves them out when asked to', async () => {
	const text = `序号,${HEAD}\n1,${line('e1')}`;
	const { id } = await files.receive(CLERK, 'inspections', 'x.csv', bytesOf(text));
	const preview = await files.preview(CLERK, id, FIRST);
	expect(preview).toMatchObject({ state: 'checked', ignorable: true, unknown: ['序号'] });
	expect(preview.problem).toContain('序号');
	await expect(files.import(CLERK, id, 'good')).rejects.toThrow('序号');
	const ignoring = await files.preview(CLERK, id, { sheet: null, ignore: true });
	expect(ignoring).toMatchObject({ problem: null, fresh: 1, bad: 0 });
});

it("shows a person's file to nobody else, and forgets it after a day", async () => {
	const { id } = await upload(line('f1'));
	const other = { ...CLERK, actor: 'user:other' };
	await expect(files.preview(other, id, FIRST)).rejects.toThrow('没有这份文件');
	clock = new Date(now.getTime() + 86_400_001);
	const next = await upload(line('f2'));
	expect(readdirSync(folder)).toEqual([next.id]);
	await expect(files.preview(CLERK, id, FIRST)).rejects.toThrow('没有这份文件');
	clock = now;
});

it('refuses what is no table, and an empty file', async () => {
	const none = await files.receive(CLERK, 'inspections', 'x.csv', bytesOf('你好\n世界'));
	expect(await files.preview(CLERK, none.id, FIRST)).toMatchObject({ state: 'unreadable' });
	await expect(files.receive(CLERK, 'inspections', 'x', bytesOf(''))).rejects.toThrow('空的');
	await expect(files.receive(CLERK, 'readings', 'x', bytesOf('x'))).rejects.toThrow('数据集');
});

const openAnomalies = async () => {
	const rows = await core.database.sql<{ originId: string }[]>`
		select origin_id as "originId" from anomaly
		where origin = 'desk-nengyuan' and state = 'open' order by 1`;
	return rows.map(({ originId }) => originId);
};
