/** Is a password good enough? Length, a bundled list of known ones, nothing of the account itself. */
import { createRequire } from 'node:module';

/** Null: good. Else what is wrong, in a sentence. */
export function passwordFault(
	password: string,
	{ shortest, about }: { shortest: number; about: string[] }
): string | null {
	if ([...password].length < shortest) return `密码至少 ${shortest} 位。`;
	if (password.length > 128) return '密码不超过 128 位。';
	const lower = password.toLowerCase();
	if (about.some((word) => word.length >= 3 && lower.includes(word.toLowerCase()))) {
		return '密码不得包含用户名、姓名或证号。';
	}
	if (new Set(lower).size < 5) return '密码的不同字符太少，请换一个。';
	// What people add to a known word is known as well.
	const bare = lower.replace(/^[^a-z]+|[^a-z]+$/g, '');
	if (known().has(lower) || (bare.length >= 4 && known().has(bare) && isMostly(bare, lower))) {
		return '这是常见或已泄露的密码，请换一个。';
	}
	return null;
}

/** Letters and digits that cannot be taken for one another; 12 of them hold 59 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be read off and typed in, in groups of four. */
export const spellPassword = (numbers: number[]): string =>
	numbers
		.map((number) => ALPHABET[number % ALPHABET.length])
		.join('')
		.replace(/.{4}(?=.)/g, '$&-');

const isMostly = (bare: string, whole: string) => whole.length - bare.length <= 6;

let list: Set<string> | null = null;

/** 49,233 passwords of public breaches, of the package @zxcvbn-ts/language-common; read when first asked for. */
function known(): Set<string> {
	if (!list) {
		const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
			dictionary: Record<string, string[]>;
		};
		list = new Set(dictionary['passwords-common']);
	}
	return list;
}
