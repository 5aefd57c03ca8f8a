import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
	alarm,
	DONE,
	header,
	MINE,
	MineFolder,
	nameOf,
	reading
} from '../../../../tests/mine-files';

let mine: MineFolder;
beforeEach(async () => {
	mine = await MineFolder.open();
});
afterEach(() => mine.close());

const soon = (assert: () => unknown) => expect.poll(assert, { timeout: 20_000, interval: 50 });
const alarms = () => mine.core.database.sql<{ level: number; value: number; open: boolean }[]>`
	select level, value, cleared_at is null as open from alarm order by raised_at`;

it('applies what is whole, a bad row aside, and puts it away', async () => {
	await mine.watch();
	const name = nameOf('TFSS', '103205');
	const rows = [
		...[reading('A001', '-2350.5'), reading('A002', '-9999'), reading('A002', 'abc')],
		...[reading('A001', '1', '10:33:00', 'kPa'), reading('A001', '1', '11:33:00')],
		...[reading('B001', '1')]
	];
	mine.put(name, `${header()}${rows.join('')}||`);
	await soon(() => mine.files(DONE)).toEqual([name]);
	expect(await mine.readings()).toEqual([{ point: 'point/test/a1', value: -2350.5, flag: 'N' }]);
	expect(await mine.refused()).toEqual([
		...[`${name}:3 invalid_row`, `${name}:4 unit`, `${name}:5 future`]
	]);
	await soon(() => mine.unknown()).toEqual([`${MINE}/B001`]);
	expect(mine.files()).toEqual([]);
});

it('never takes half a file', async () => {
	await mine.watch();
	const name = nameOf('TFSS', '103205');
	mine.put(name, `${header()}${reading('A001', '1')}`);
	const later = nameOf('TFSS', '103305');
	mine.put(later, `${header()}${reading('A001', '2', '10:33:00')}||`);
	await soon(() => mine.files(DONE)).toEqual([later]);
	expect(mine.files()).toEqual([name]);
	appendFileSync(join(mine.path, name), `${reading('A001', '3', '10:34:00')}||`);
	await soon(() => mine.files(DONE)).toEqual([name, later]);
	expect((await mine.readings()).map(({ value }) => value)).toEqual([1, 2, 3]);
});

it('gives up what is never finished, and what is no file of a mine', async () => {
	await mine.watch({ giveUp: 1_500 });
	const half = nameOf('TFSS', '103205');
	mine.put(half, header());
	mine.put('readme.csv', 'x');
	mine.put('.uploading.txt', 'x');
	mkdirSync(join(mine.path, 'folder.txt'));
	await soon(() => mine.files('bad').length).toBe(4);
	expect(readFileSync(join(mine.path, 'bad', `${half}.reason.txt`), 'utf8')).toContain('没有写完');
	expect(mine.files().sort()).toEqual(['.uploading.txt', 'folder.txt']);
});

it('sets a bad file aside with its reason', async () => {
	await mine.watch({ limits: { bytes: 1_000, rows: 100 } });
	const gbk = nameOf('TFSS', '103201');
	mine.put(gbk, Buffer.concat([Buffer.from(`${MINE};`), Buffer.from([0xc3, 0xba, 0xbf, 0xf3])]));
	const stranger = nameOf('TFSS', '103202', '140603000999');
	mine.put(stranger, `${header('140603000999')}${reading('A001', '1')}||`);
	const large = nameOf('TFSS', '103203');
	mine.put(large, `${header()}${reading('A001', '1').repeat(100)}||`);
	mine.put('wrong.txt', '||');
	await soon(() => mine.files('bad').length).toBe(8);
	const reason = (name: string) =>
		readFileSync(join(mine.path, 'bad', `${name}.reason.txt`), 'utf8');
	expect([gbk, stranger, large, 'wrong.txt'].map(reason)).toEqual([
		...[expect.stringContaining('UTF-8'), expect.stringContaining('没有登记此煤矿编码')],
		...[expect.stringContaining('超过上限 1000 字节'), expect.stringContaining('文件名应为')]
	]);
	expect(await mine.refused()).toEqual([
		...[`${gbk} encoding`, `${large} too-large`, 'wrong.txt name']
	]);
	await soon(() => mine.unknown()).toEqual(['140603000999']);
	expect(await mine.readings()).toEqual([]);
});

it('reads a file with a BOM, and tells', async () => {
	await mine.watch();
	mine.put(nameOf('TFSS', '103205'), `\ufeff${header()}${reading('A001', '1')}||`);
	await soon(() => mine.readings()).toHaveLength(1);
	expect(mine.logged).toEqual([
		`mine files: those of ${MINE} begin with a BOM; they are read all the same`
	]);
});

it('takes the same file twice for one, and keeps another one of its name', async () => {
	await mine.watch();
	const name = nameOf('TFSS', '103205');
	const content = `${header()}${reading('A001', '1')}${reading('A001', 'abc')}||`;
	for (const content_ of [content, content, content.replace('abc', 'abd')]) {
		mine.put(name, content_);
		await soon(() => mine.files()).toEqual([]);
	}
	expect(mine.files(DONE)).toEqual([
		name,
		expect.stringMatching(new RegExp(`^${name}\\.[0-9a-f]{8}$`))
	]);
	expect(await mine.readings()).toHaveLength(1);
	expect(await mine.refused()).toHaveLength(2);
});

it('keeps the alarms of the mine: raised once, ended by its end or by the next', async () => {
	await mine.watch();
	mine.put(nameOf('TFYC', '103100'), `${header()}${alarm('10:30:00')}||`);
	await soon(alarms).toEqual([{ level: 2, value: -3100, open: true }]);
	mine.put(
		nameOf('TFYC', '103200'),
		`${header()}${alarm('10:30:00')}${alarm('10:35:00', '', 'x')}||`
	);
	await soon(alarms).toEqual([
		...[
			{ level: 2, value: -3100, open: false },
			{ level: 3, value: -3100, open: true }
		]
	]);
	mine.put(nameOf('TFYC', '103300'), `${header()}${alarm('10:35:00', '10:38:00')}||`);
	await soon(async () => (await alarms()).map(({ open: isOpen }) => isOpen)).toEqual([
		false,
		false
	]);
	// Late, and told from before: neither opens again.
	mine.put(nameOf('TFYC', '103000'), `${header()}${alarm('10:35:00')}||`);
	await soon(() => mine.files(DONE).length).toBe(4);
	expect((await alarms()).map(({ open: isOpen }) => isOpen)).toEqual([false, false]);
	const noPeak = alarm('10:36:00', '', '2', '');
	mine.put(nameOf('TFYC', '103400'), `${header()}${noPeak}||`);
	await soon(() => mine.refused()).toEqual([`${nameOf('TFYC', '103400')}:1 no_value`]);
});

it('lists the points of a definition that are not registered', async () => {
	await mine.watch();
	const define = (code: string, unit: string) =>
		`${code};01;风压;TF01;主扇风硐;${unit};0;-5000;;;;2026-01-05 08:00:00~`;
	const name = nameOf('TFJC', '103205');
	mine.put(
		name,
		`${header()}${define('A001', 'Pa')}${define('A002', 'kPa')}${define('C9', 'Pa')}||`
	);
	await soon(() => mine.files(DONE)).toEqual([name]);
	expect(await mine.refused()).toEqual([`${name}:2 unit`]);
	await soon(() => mine.unknown()).toEqual([`${MINE}/C9`]);
});
