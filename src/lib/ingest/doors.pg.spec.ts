import { mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, freshCore } from '../../../tests/core';
import type { Core } from '../server/core.server';
import { datasetOf } from './datasets.server';
import { openDoors, type Doors } from './doors.server';
import { PERMISSION } from './forward.server';
import { LIMITS } from './read/bytes.server';

const now = new Date('2026-11-24T02:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'cockpit-doors-spec-'));
const socket = join(folder, 'doors');
let core: Core;
let doors: Doors;
beforeAll(async () => {
	core = await freshCore();
	doors = await openDoors({ core, socket, folder: join(folder, 'uploads'), now: () => now });
});
afterAll(async () => {
	await doors.close();
	await core.close();
	rmSync(folder, { recursive: true, force: true });
});

const row = (id: string) => datasetOf('inspections')!.example(id, now);

function post(body: string | Buffer, headers: Record<string, string>) {
	const pass = { permission: ANY, actor: 'source:test', dataset: 'inspections' };
	return new Promise<{ status: number; body: unknown }>((done, fail) => {
		const outgoing = send({
			socketPath: socket,
			method: 'POST',
			path: '/',
			headers: { ...headers, [PERMISSION]: encodeURIComponent(JSON.stringify(pass)) }
		});
		outgoing.once('error', fail);
		outgoing.once('response', async (response) =>
			done({ status: response.statusCode!, body: JSON.parse(await text(response)) as unknown })
		);
		outgoing.end(body);
	});
}

it('reads the rows of a request by its type', async () => {
	const json = { 'content-type': 'application/json; charset=utf-8' };
	const lines = { 'content-type': 'application/x-ndjson' };
	const taken = (accepted: number) => ({ status: 200, body: { accepted, rejected: [] } });
	expect(await post(JSON.stringify([row('a')]), json)).toMatchObject(taken(1));
	expect(await post(`${JSON.stringify(row('b'))}\n`, lines)).toMatchObject(taken(1));
	expect(await post('', lines)).toMatchObject(taken(0));
	const packed = { ...lines, 'content-encoding': 'gzip' };
	expect(await post(gzipSync(`${JSON.stringify(row('c'))}\n`), packed)).toMatchObject(taken(1));
});

it('refuses another type, another packing, and a body that says it is too large', async () => {
	const refused = (status: number, code: string) => ({ status, body: { code } });
	expect(await post('a', { 'content-type': 'text/plain' })).toMatchObject(
		refused(415, 'unsupported_type')
	);
	const json = { 'content-type': 'application/json' };
	expect(await post('[]', { ...json, 'content-encoding': 'br' })).toMatchObject(
		refused(415, 'unsupported_encoding')
	);
	const stated = { ...json, 'content-length': String(LIMITS.bytes + 1) };
	expect(await post('[]', stated)).toMatchObject({
		status: 413,
		body: { code: 'too_large', message: '请求体不得超过 1024 MB，请分批报送' }
	});
});
