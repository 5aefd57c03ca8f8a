import { expect, it } from 'vitest';
import { addressInWords, networkOf } from './network';

it('counts an IPv4 address by itself and IPv6 by its /64', () => {
	expect(networkOf('10.0.0.7')).toBe('10.0.0.7');
	expect(networkOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
	expect(networkOf('::1')).toBe('0:0:0:0');
	expect(networkOf('2001:DB8::1')).toBe('2001:db8:0:0');
	expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
	expect(networkOf('2001:db8:1:2:ffff::6')).toBe(networkOf('2001:db8:1:2::9'));
	expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
});

it.each([
	['127.0.0.1', '本机'],
	['::1', '本机'],
	['::ffff:127.0.0.1', '本机'],
	['0000:0000:0000:0000:0000:0000:0000:0000', '本机'],
	['10.0.0.7', '10.0.0.7'],
	['::ffff:10.0.0.7', '10.0.0.7'],
	['2001:0db8:0001:0002:0000:0000:0000:0000', '2001:db8:1:2::'],
	['fe80:0000:0000:0000:0000:0000:0000:0000', 'fe80::'],
	['what is this', 'what is this']
])('people read %s as %s', (address, words) => {
	expect(addressInWords(address)).toBe(words);
});
