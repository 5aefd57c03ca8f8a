/** The doors, in a process of their own: a burst of rows never delays a beat of the wall. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenForErasures } from '../domain/access/endings.server';
import type { Core } from '../server/core.server';
import { HttpError, problemOf } from '../server/http.server';
import { datasetOf } from './datasets.server';
import { take, type Answer } from './door.server';
import { Files } from './files/files.server';
import { serveFile } from './files/serve.server';
import { PERMISSION, type Pass } from './forward.server';
import { endLeftJobs, Job } from './jobs.server';
import { LIMITS, tooLarge } from './read/bytes.server';
import { readRows, type BodyType } from './read/body.server';
import { columnsOf, type Column } from './read/columns';
import { Reading } from '../domain/monitoring/model';

export interface Doors {
	close(): Promise<void>;
}

interface Options {
	core: Core;
	/** Path of the socket on which the web server hands requests over; only we may enter its folder. */
	socket: string;
	/** Where files lie that people upload, until they are imported. */
	folder: string;
	now(): Date;
}

export async function openDoors({ core, socket, folder, now }: Options): Promise<Doors> {
	const unlisten = await listenForErasures(core);
	await endLeftJobs(core, now());
	const files = await Files.open({ core, folder, now });
	const server = createServer((request, response) => {
		void serve({ core, files, now }, request, response);
	});
	// A million rows take their time; the web server ends what its client has left.
	server.requestTimeout = 0;
	await new Promise<void>((done, fail) => server.once('error', fail).listen(socket, done));
	return {
		async close() {
			// Those under way finish their turn: their clients hear what was written.
			await new Promise<void>((done) => server.close(() => done()));
			await files.close();
			unlisten();
		}
	};
}

interface Room {
	core: Core;
	files: Files;
	now(): Date;
}

async function serve(
	{ core, files, now }: Room,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const left = new AbortController();
	response.once('close', () => left.abort());
	try {
		const pass = JSON.parse(decodeURIComponent(String(request.headers[PERMISSION]))) as Pass;
		const url = new URL(request.url!, 'http://doors');
		reply(
			response,
			200,
			url.pathname === '/'
				? await receive(core, pass, request, now, left.signal)
				: await serveFile({ core, files, request, url, pass, now })
		);
	} catch (error) {
		const { status, code, message, headers } = problemOf(error);
		reply(response, status, { code, message }, headers);
		// What is left of a body that is not wanted.
		request.resume();
	}
}

function reply(response: ServerResponse, status: number, body: object, headers = {}): void {
	if (response.destroyed) return;
	if (body instanceof Buffer) {
		response.writeHead(status, { 'content-type': 'application/octet-stream', ...headers });
		return void response.end(body);
	}
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
	response.end(JSON.stringify(body));
}

async function receive(
	core: Core,
	{ permission, actor, dataset }: Pass,
	request: IncomingMessage,
	now: () => Date,
	signal: AbortSignal
): Promise<Answer> {
	const { type, charset } = typeOf(request);
	const ctx = { region: core.region, actor, source: type === 'csv' ? 'batch' : 'http', now };
	const size = Number(request.headers['content-length']) || null;
	// What it says of itself is believed; what it does not say is counted as it comes.
	if (size !== null && size > LIMITS.bytes) throw tooLarge(LIMITS.bytes);
	const job = new Job(core, { actor, permission, dataset, size, file: null, now });
	const rows = readRows(job.count(request), {
		type,
		charset,
		gzip: isGzip(request),
		columns: columnsFor(core, dataset)
	});
	const ended = AbortSignal.any([signal, job.signal]);
	return job.run(() =>
		take({ core, ctx, permission, dataset, batch: job.id, onTurn: job.onTurn, signal: ended }, rows)
	);
}

const TYPES: Record<string, BodyType> = {
	'application/json': 'json',
	'application/x-ndjson': 'ndjson',
	'text/csv': 'csv'
};

/** @throws HttpError 415 */
function typeOf({ headers }: IncomingMessage): { type: BodyType; charset: string | undefined } {
	const [name = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
	const type = TYPES[name.trim()];
	if (!type) {
		throw new HttpError(
			415,
			'unsupported_type',
			'Content-Type 应为 application/json（数组）、application/x-ndjson 或 text/csv'
		);
	}
	const charset = parameters.map((one) => /^\s*charset="?([\w-]+)"?\s*$/.exec(one)?.[1]);
	return { type, charset: charset.find(Boolean) };
}

/** @throws HttpError 415 */
function isGzip({ headers }: IncomingMessage): boolean {
	const encoding = headers['content-encoding'];
	if (encoding === undefined || encoding === 'identity') return false;
	if (encoding === 'gzip') return true;
	throw new HttpError(415, 'unsupported_encoding', 'Content-Encoding 只支持 gzip');
}

export function columnsFor(core: Core, dataset: string): Column[] {
	const schema = dataset === 'readings' ? Reading : datasetOf(dataset)!.schema;
	return columnsOf(schema, (list) => core.reference.codes(list));
}
