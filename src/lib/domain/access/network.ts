/** Where a request comes from, as limits count it: one line has one IPv4 address, and a whole /64 of IPv6 ones. */

/** `10.0.0.7` as it is; `2001:db8::1` as `2001:db8:0:0`. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(':')) return address;
	const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
	const left = head.split(':').filter(Boolean);
	const right = (tail ?? '').split(':').filter(Boolean);
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
