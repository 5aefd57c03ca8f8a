import { createServer } from 'node:net';

export async function isFree(port: number): Promise<boolean> {
	return (await listen(port)) !== null;
}

export async function freePort(): Promise<number> {
	return (await listen(0))!;
}

function listen(port: number): Promise<number | null> {
	return new Promise((done) => {
		const probe = createServer();
		probe.once('error', () => done(null));
		probe.listen(port, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : null));
		});
	});
}
