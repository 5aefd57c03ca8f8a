/**
 * Viewers in a process of their own, so that theirs is not the server's CPU. They speak engine.io over bare `ws` and
 * parse no message: a thousand pages have a thousand machines, these share one.
 */
import { WebSocket } from 'ws';
import { clock, setClock } from './clock';

export interface Join {
	type: 'join';
	url: string;
	count: number;
	/** Of a screen, and what it watches; null: bare `ws` without a handshake. */
	watch: { token: string; topic: string } | null;
}

/** When something was committed or sent, and the entry that tells it. */
export interface Mark {
	seq: number;
	at: number;
}

export interface Seen {
	/** Milliseconds from each mark to each viewer. */
	latencies: Float64Array;
	/** Of a mark to a viewer, those that never came. */
	missing: number;
	patches: number;
	messages: number;
	bytes: number;
}

/** A message as it came over the wire. */
export interface Frame {
	at: number;
	text: string;
}

type Asked = Join | { type: 'start' | 'leave' | 'recorded' } | { type: 'seen'; marks: Mark[] };

/** Handshakes under way at once. */
const JOINING = 20;
const PATCH = '42["patch"';
const SEQ = /"seq":(\d+)/;

interface Viewer {
	socket: WebSocket;
	/** The entry that each patch came up to, and when. */
	patches: Mark[];
	messages: number;
	bytes: number;
}

let viewers: Viewer[] = [];
let recorded: Frame[] = [];

process.on('message', (asked: Asked | 'usage') => {
	if (asked !== 'usage') void answer(asked).then((reply) => process.send?.(reply));
});
// The probe listens from before this file: what came earlier was heard by nobody else.
console.log('ready');

async function answer(asked: Asked): Promise<object> {
	switch (asked.type) {
		case 'join': {
			let left = asked.count;
			const joining = async () => {
				while (left-- > 0) viewers.push(await join(asked));
			};
			await Promise.all(Array.from({ length: JOINING }, joining));
			return { joined: viewers.length };
		}
		case 'start':
			setClock();
			recorded = [];
			for (const viewer of viewers) Object.assign(viewer, { patches: [], messages: 0, bytes: 0 });
			return { started: true };
		case 'seen':
			return { seen: see(asked.marks) };
		case 'recorded':
			return { recorded };
		case 'leave':
			for (const { socket } of viewers) socket.terminate();
			viewers = [];
			return { left: true };
	}
}

function join({ url, watch }: Join): Promise<Viewer> {
	const path = watch ? '/socket.io/?EIO=4&transport=websocket' : '';
	const socket = new WebSocket(url.replace(/^http/, 'ws') + path, { perMessageDeflate: false });
	const viewer: Viewer = { socket, patches: [], messages: 0, bytes: 0 };
	return new Promise((resolve, reject) => {
		socket.once('error', reject);
		socket.once('close', () => reject(new Error('closed while joining')));
		if (!watch) socket.once('open', () => resolve(viewer));
		socket.on('message', (data: Buffer) => {
			const at = clock();
			const head = data.toString('latin1', 0, 160);
			if (head.startsWith('42') || !watch) return void take(viewer, data, head, at);
			if (head === '2') socket.send('3');
			else if (head.startsWith('0')) socket.send(`40${JSON.stringify({ token: watch.token })}`);
			else if (head.startsWith('40')) {
				socket.send(`420${JSON.stringify(['watch', { topic: watch.topic }])}`);
			} else if (head.startsWith('430[{"snapshot"')) resolve(viewer);
			else reject(new Error(`refused: ${head}`));
		});
	});
}

function take(viewer: Viewer, data: Buffer, head: string, at: number): void {
	viewer.messages += 1;
	viewer.bytes += data.length;
	if (viewer === viewers[0]) recorded.push({ at, text: data.toString() });
	if (head.startsWith(PATCH)) viewer.patches.push({ seq: Number(SEQ.exec(head)?.[1]), at });
}

/** A mark has come with the first patch of its entry or a later one: the latest value wins. */
function see(marks: Mark[]): Seen {
	const latencies = new Float64Array(marks.length * viewers.length);
	const seen: Seen = { latencies, missing: 0, patches: 0, messages: 0, bytes: 0 };
	let count = 0;
	for (const viewer of viewers) {
		let i = 0;
		for (const { seq, at } of marks) {
			while (i < viewer.patches.length && viewer.patches[i]!.seq < seq) i += 1;
			const patch = viewer.patches[i];
			if (patch) latencies[count++] = patch.at - at;
			else seen.missing += 1;
		}
		seen.patches += viewer.patches.length;
		seen.messages += viewer.messages;
		seen.bytes += viewer.bytes;
	}
	return { ...seen, latencies: latencies.slice(0, count) };
}
