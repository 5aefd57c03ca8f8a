/** How far behind is a viewer? Its queue is bounded here, so the server's memory is. */
import type { Socket } from 'socket.io';

/** Messages waiting for a transport that is still writing. */
const MESSAGES = 8;
/** Bytes that the kernel has not taken yet. */
const BYTES = 1_000_000;

interface WebSocketTransport {
	socket?: { bufferedAmount?: number };
}

export function isBehind(socket: Pick<Socket, 'conn'>): boolean {
	const { conn } = socket;
	const transport = conn.transport as unknown as WebSocketTransport;
	const waiting = (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
	return waiting > MESSAGES || (transport.socket?.bufferedAmount ?? 0) > BYTES;
}

interface Io {
	sockets: {
		adapter: { rooms: Map<string, Set<string>> };
		sockets: Map<string, Pick<Socket, 'conn' | 'leave' | 'join'>>;
	};
}

/** Viewers that cannot keep up leave their room until they have drained; the beat then tells them to ask again. */
export class Backlog {
	#behind = new Map<Pick<Socket, 'conn' | 'leave' | 'join'>, Set<string>>();

	setAside(io: Io, topic: string): void {
		for (const id of io.sockets.adapter.rooms.get(topic) ?? []) {
			const socket = io.sockets.sockets.get(id);
			if (!socket || !isBehind(socket)) continue;
			void socket.leave(topic);
			const topics = this.#behind.get(socket) ?? new Set();
			this.#behind.set(socket, topics.add(topic));
		}
	}

	letBack(): void {
		for (const [socket, topics] of this.#behind) {
			if (isBehind(socket)) continue;
			this.#behind.delete(socket);
			for (const topic of topics) void socket.join(topic);
		}
	}

	drop(socket: Pick<Socket, 'conn' | 'leave' | 'join'>): void {
		this.#behind.delete(socket);
	}
}
