/** The floor of the live hub: a bare `ws` server that sends what was recorded from it, at the same pace. */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer, WebSocket } from 'ws';
import { clock, setClock } from './clock';
import type { Frame, Mark } from './viewers';

export interface Play {
	type: 'play';
	frames: Frame[];
	/** Of the whole measurement, silence at its ends included. */
	ms: number;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => {
	const address = server.address();
	console.log(`listening: ws://127.0.0.1:${typeof address === 'object' && address?.port}`);
});

process.on('message', (asked: Play | 'usage') => {
	if (asked !== 'usage') void play(asked).then((played) => process.send?.({ played }));
});

async function play({ frames, ms }: Play): Promise<Mark[]> {
	setClock();
	const start = clock();
	const marks: Mark[] = [];
	for (const { at, text } of frames) {
		const wait = start + at - clock();
		if (wait > 0) await delay(wait);
		const seq = /^42\["patch".*?"seq":(\d+)/.exec(text)?.[1];
		if (seq) marks.push({ seq: Number(seq), at: clock() });
		// Encoded once, like there.
		const bytes = Buffer.from(text);
		for (const client of server.clients) {
			if (client.readyState === WebSocket.OPEN) client.send(bytes, { binary: false });
		}
	}
	await delay(Math.max(0, start + ms - clock()));
	return marks;
}
