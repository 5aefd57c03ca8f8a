import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, digestOf, FIRST_HASH, hashOf } from './chain.server';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

it('digests the canonical form: the example of RFC 8785, 3.2.2', () => {
	const row = JSON.parse(
		String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`
	) as object;
	const canonical = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
	expect(digestOf(row)).toBe(sha256(canonical));
});

it('writes any row as the library of RFC 8785 does', () => {
	const unit = fc.constantFrom(
		'a',
		'B',
		'1',
		'"',
		'\\',
		'/',
		'\r',
		'\u0007',
		'\u2028',
		'€',
		'煤',
		'\u{1f600}'
	);
	const text = fc.string({ unit });
	const json = fc.jsonValue({ stringUnit: unit, maxDepth: 2 });
	const value = fc.oneof(text, json, fc.date({ noInvalidDate: true }));
	fc.assert(
		fc.property(fc.dictionary(text, value, { maxKeys: 8 }), (row) => {
			expect(canonical(row)).toBe(canonicalize(row));
		}),
		{ numRuns: 50 }
	);
});

it('sorts names as RFC 8785, 3.2.3 does: by UTF-16 units', () => {
	const row = {
		'\u20ac': 1,
		'\r': 2,
		'\ufb33': 3,
		'1': 4,
		'\ud83d\ude00': 5,
		'\u0080': 6,
		'\u00f6': 7
	};
	expect(digestOf(row)).toBe(
		sha256('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
	);
});

it('leaves out what is null and the number of the entry, so a new column leaves old digests valid', () => {
	const at = new Date('2026-11-23T02:32:00.125Z');
	const digest = digestOf({ id: 'a', at });
	expect(digest).toBe(sha256('{"at":"2026-11-23T02:32:00.125Z","id":"a"}'));
	expect(digestOf({ seq: 9, id: 'a', at, township: null, added: undefined })).toBe(digest);
	expect(digestOf({ id: 'a', at, township: '' })).not.toBe(digest);
});

const entry = {
	region: '140603',
	seq: 1,
	at: '2026-11-23T02:32:00.000Z',
	v: 1,
	kind: 'inspection.recorded',
	key: 'inspection/trial/1',
	department: 'nengyuan',
	actor: 'source:trial',
	source: 'http',
	digest: 'd'.repeat(64)
};

it('chains the canonical entry, without its own hash, to the one before', () => {
	const canonical =
		'{"actor":"source:trial","at":"2026-11-23T02:32:00.000Z","department":"nengyuan",' +
		`"digest":"${'d'.repeat(64)}","key":"inspection/trial/1","kind":"inspection.recorded",` +
		'"region":"140603","seq":1,"source":"http","v":1}';
	expect(hashOf(FIRST_HASH, entry)).toBe(sha256('0'.repeat(64) + canonical));
	expect(hashOf(FIRST_HASH, { ...entry, hash: 'x' } as typeof entry)).toBe(
		hashOf(FIRST_HASH, entry)
	);
});

it('makes another hash of any other entry, and after any other one', () => {
	const first = hashOf(FIRST_HASH, entry);
	for (const name of Object.keys(entry)) {
		expect(hashOf(FIRST_HASH, { ...entry, [name]: 'other' }), name).not.toBe(first);
	}
	expect(hashOf(first, entry)).not.toBe(first);
});
