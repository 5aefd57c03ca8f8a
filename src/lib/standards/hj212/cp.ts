/**
 * The data area of HJ 212, what stands between `CP=&&` and `&&`: items apart by `;`, the fields of
 * one item by `,` (HJ 212-2017 §6.3.4).
 */

export interface Field {
	name: string;
	value: string;
}
export type Item = Field[];

// Free text of a logger's diary stands between `//` and may hold the separators.
const PIECE = /([^=;,]*)(?:=(\/\/.*?\/\/(?=[;,]|$)|[^;,]*))?([;,]|$)/sy;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The text of bytes; null where they are not UTF-8 or hold control characters, as ciphertext does. */
export function textOf(bytes: Uint8Array): string | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return CONTROL.test(text) ? null : text;
	} catch {
		return null;
	}
}

/**
 * The items of a data area. Empty ones are passed over (the standard itself prints `CP=&& &&`).
 * `wrong` holds the pieces that are not `name=value`.
 */
export function readItems(text: string): { items: Item[]; wrong: string[] } {
	const items: Item[] = [];
	const wrong: string[] = [];
	let item: Item = [];
	PIECE.lastIndex = 0;
	for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
		const [piece, name = '', value, separator] = match;
		if (value !== undefined && name.trim() !== '') {
			item.push({ name: name.trim(), value: value.trim() });
		} else if (piece.replace(/[;,]$/, '').trim() !== '') wrong.push(piece);
		if (separator !== ',' && item.length > 0) {
			items.push(item);
			item = [];
		}
		if (separator === '') break;
	}
	return { items, wrong };
}

/**
 * The data area of items.
 * @throws RangeError when it would not be read back as it is: a separator or `&&` in a name or
 *   value, blanks around them, an item without fields
 */
export function writeItems(items: Item[]): string {
	const text = items
		.map((item) => item.map(({ name, value }) => `${name}=${value}`).join(','))
		.join(';');
	const { items: again, wrong } = readItems(text);
	const same =
		again.length === items.length &&
		again.every((item, i) => {
			const meant = items[i]!;
			return (
				item.length === meant.length &&
				item.every((f, k) => f.name === meant[k]!.name && f.value === meant[k]!.value)
			);
		});
	if (!same || wrong.length > 0 || text.includes('&&') || CONTROL.test(text)) {
		throw new RangeError('数据区的字段名或值含有分隔符、首尾空格或控制字符');
	}
	return text;
}
