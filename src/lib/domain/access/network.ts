/** Where a request comes from: as limits count it (one line has one IPv4 address, or a whole /64 of IPv6 ones), and as people read it. */

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

const LOOPBACK = /^(127\.|::1?$)/;

/** For people: `本机`, `10.0.0.7`, `2001:db8:1:2::`. better-auth keeps the /64 alone of an IPv6 address, in full length. */
export function addressInWords(address: string): string {
	const host = `[${address.split('%')[0]}]`;
	const short =
		address.includes(':') && URL.canParse(`http://${host}`)
			? new URL(`http://${host}`).hostname.slice(1, -1)
			: address;
	const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
	return LOOPBACK.test(mapped ?? short) ? '本机' : (mapped ?? short);
}
