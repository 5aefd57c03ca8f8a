import { expect, it } from 'vitest';
import { networkOf } from './network';

it('counts an IPv4 address by itself and IPv6 by its /64', () => {
	expect(networkOf('10.0.0.7')).toBe('10.0.0.7');
	expect(networkOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
	expect(networkOf('::1')).toBe('0:0:0:0');
	expect(networkOf('2001:DB8::1')).toBe('2001:db8:0:0');
	expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
	expect(networkOf('2001:db8:1:2:ffff::6')).toBe(networkOf('2001:db8:1:2::9'));
	expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
});
