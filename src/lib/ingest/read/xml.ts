/** The parts of a workbook as events. saxen reads no DTD: entities of a file's own making stay what they are. */
import { Parser } from 'saxen';

export interface Handlers {
	/** Names come without their namespaces. */
	open?(name: string, attributes: Record<string, string>): void;
	close?(name: string): void;
	text?(text: string): void;
}

const SLICE = 64 * 1024;

/** Stops after each slice, so that what the handlers gathered can be taken away. @throws Error where it is no XML. */
export function* xmlSlices(bytes: Uint8Array, handlers: Handlers): Generator<void> {
	const parser = new Parser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('openTag', (name, attributes, decode) => {
		if (handlers.open) handlers.open(local(name), plain(attributes(), decode));
	});
	parser.on('closeTag', (name) => handlers.close?.(local(name)));
	parser.on('text', (text, decode) => handlers.text?.(decode(text)));
	parser.on('cdata', (text) => handlers.text?.(text));
	const decoder = new TextDecoder('utf-8', { fatal: true });
	for (let from = 0; from < bytes.length; from += SLICE) {
		parser.write(decoder.decode(bytes.subarray(from, from + SLICE), { stream: true }));
		yield;
	}
	decoder.decode();
	parser.end();
	yield;
}

export function readXml(bytes: Uint8Array, handlers: Handlers): void {
	for (const _ of xmlSlices(bytes, handlers)) continue;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function plain(
	attributes: Record<string, string>,
	decode: (text: string) => string
): Record<string, string> {
	const named: Record<string, string> = {};
	for (const name in attributes) {
		const value = attributes[name]!;
		named[local(name)] = value.includes('&') ? decode(value) : value;
	}
	return named;
}
