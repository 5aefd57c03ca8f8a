/** Inputs that were good once, changed at random from a seed: the same seed makes the same inputs. */

/** mulberry32: 32 bits of state, good enough to choose bytes. */
export function randomOf(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
	};
}

type Random = ReturnType<typeof randomOf>;

/** What breaks parsers: signs of every format, ends of number ranges, characters that are more than one byte. */
const TOKENS = [
	...[
		'',
		'\0',
		'\n',
		'\r\n',
		'"',
		'""',
		"'",
		',',
		';',
		'\t',
		'~',
		'||',
		'&&',
		'##',
		'\\',
		'/',
		'|'
	],
	...['{', '}', '[', ']', ':', 'null', 'true', '{}', '[]', '-', '-0', '1e999', '0x1F', 'NaN'],
	...['9007199254740993', '-9999', '1e-400', '２０２６', '20260231', '2026-02-30', '9999-12-31'],
	...[
		'＂',
		'，',
		'；',
		'\u200b',
		'\ufeff',
		'𠮷',
		'\ud800',
		'煤',
		'__proto__',
		'constructor',
		'../'
	],
	...[
		'Flag=255',
		'PNUM=9999;PNO=0',
		'CP=&&',
		'&&1C80',
		'QN=',
		'MN=',
		';;;;;;;;',
		'aaaaaaaaaaaaaaaa'
	]
].map((text) => Buffer.from(text));

/** 1 to 4 changes. Now and then none: what is good must stay good. */
export function mutate(random: Random, corpus: readonly Buffer[]): Buffer {
	let input = corpus[random(corpus.length)]!;
	if (random(50) === 0) return input;
	for (let left = 1 + random(4); left > 0; left--) input = change(random, corpus, input);
	return input;
}

function change(random: Random, corpus: readonly Buffer[], input: Buffer): Buffer {
	const at = random(input.length + 1);
	const end = Math.min(input.length, at + random(8));
	const [head, tail] = [input.subarray(0, at), input.subarray(end)];
	switch (random(7)) {
		case 0: {
			const copy = Buffer.from(input);
			if (copy.length > 0) copy[random(copy.length)]! ^= 1 << random(8);
			return copy;
		}
		case 1:
			return Buffer.concat([head, tail]);
		case 2:
			return Buffer.concat([head, TOKENS[random(TOKENS.length)]!, input.subarray(at)]);
		case 3:
			return Buffer.concat([head, TOKENS[random(TOKENS.length)]!, tail]);
		case 4:
			return head;
		case 5: {
			const other = corpus[random(corpus.length)]!;
			return Buffer.concat([head, other.subarray(random(other.length + 1))]);
		}
		default:
			return Buffer.concat([head, Buffer.alloc(1 + random(4), random(256)), input.subarray(at)]);
	}
}
