/** Sockets that belong to nobody signed in, so many from one address and no more. */
import type { Socket } from 'socket.io';

export class Strangers {
	#counts = new Map<string, number>();

	constructor(private readonly limit: number) {}

	/** Counts it in, and out again when it closes; false where the address has its share already. */
	admit({ conn, handshake }: Pick<Socket, 'conn' | 'handshake'>): boolean {
		// Gone while we asked who it is: nothing would ever count it out again.
		if (conn.readyState !== 'open') return false;
		// Behind a proxy every socket comes from the proxy: our HTTP server writes down from whom.
		const told = handshake.headers['x-cockpit-address'];
		const address = typeof told === 'string' && told ? told : handshake.address;
		const count = this.#counts.get(address) ?? 0;
		if (count >= this.limit) return false;
		this.#counts.set(address, count + 1);
		conn.once('close', () => this.#dismiss(address));
		return true;
	}

	#dismiss(address: string): void {
		const count = (this.#counts.get(address) ?? 1) - 1;
		if (count > 0) this.#counts.set(address, count);
		else this.#counts.delete(address);
	}
}
