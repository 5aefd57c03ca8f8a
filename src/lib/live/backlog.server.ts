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
