/**
 * Personal fields and free text are sealed in place: AES-256-GCM, random nonce, one key per person or subject,
 * wrapped by the master secret. Erasing a key erases the person and leaves every digest valid.
 */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hkdfSync,
	randomBytes,
	randomFillSync
} from 'node:crypto';
import type postgres from 'postgres';

const PREFIX = 'sealed|';
const REMEMBERED = 50_000;

export const isSealed = (value: unknown): value is string =>
	typeof value === 'string' && value.startsWith(PREFIX);

export class Privacy {
	#wrapping: Buffer;
	#indexing: Buffer;
	/** Keys at hand, in two generations: those of a turn under way are never the ones to go. */
	#keys = new Map<string, Buffer>();
	#former = new Map<string, Buffer>();
	/** How often something was forgotten: what was read before may not be kept after. */
	#forgotten = 0;

	constructor(
		private readonly sql: postgres.Sql,
		private readonly region: string,
		secret: string
	) {
		const derive = (purpose: string) =>
			Buffer.from(hkdfSync('sha256', secret, 'cockpit', purpose, 32));
		this.#wrapping = derive('wrap data keys');
		this.#indexing = derive('blind index');
	}

	/** A keyed hash: tells equal values apart from different ones without telling the value. */
	index(value: string): string {
		return createHmac('sha256', this.#indexing).update(value).digest('base64url');
	}

	/** Has the keys of these subjects at hand, making those that are missing. */
	async prepare(subjects: Iterable<string>): Promise<void> {
		if (this.#keys.size > REMEMBERED) {
			this.#former = this.#keys;
			this.#keys = new Map();
		}
		const wanted = [...new Set(subjects)].filter((subject) => !this.#at(subject));
		if (wanted.length === 0) return;
		await this.#read(wanted);
		const missing = wanted.filter((subject) => !this.#at(subject));
		if (missing.length === 0) return;
		const rows = missing.map((subject) => ({
			region: this.region,
			subject,
			wrapped: encrypt(this.#wrapping, randomBytes(32))
		}));
		await this.sql`
			insert into privacy_key
			select * from json_populate_recordset(null::privacy_key, ${JSON.stringify(rows)}::text::json)
			on conflict do nothing`;
		// Another process may have been first: what stands in the table holds.
		await this.#read(missing);
	}

	/** @throws Error where `prepare` was not asked for this subject. */
	seal(subject: string, text: string): string {
		const key = this.#at(subject);
		if (!key) throw new Error(`no data key at hand for ${subject}`);
		return `${PREFIX}${subject}|${encrypt(key, Buffer.from(text, 'utf8'))}`;
	}

	/** Erases the key: whatever it sealed stays sealed for good. @returns whether there was one. */
	async erase(subject: string): Promise<boolean> {
		const gone = await this.sql`
			delete from privacy_key where region = ${this.region} and subject = ${subject} returning subject`;
		this.forget(subject);
		return gone.length > 0;
	}

	/** No longer at hand here; each process is told when a key is erased. Null: any may have been meanwhile. */
	forget(subject: string | null): void {
		this.#forgotten += 1;
		if (subject === null) {
			this.#keys.clear();
			this.#former.clear();
		} else {
			this.#keys.delete(subject);
			this.#former.delete(subject);
		}
	}

	/** The texts behind sealed values, in their order; null where the key was erased. */
	async open(values: string[]): Promise<(string | null)[]> {
		const parts = values.map((value) => value.split('|') as [string, string, string]);
		await this.#read([...new Set(parts.map(([, subject]) => subject))].filter((s) => !this.#at(s)));
		return parts.map(([, subject, sealed]) => {
			const key = this.#at(subject);
			return key ? opened(key, sealed) : null;
		});
	}

	/** A key at hand; what is asked for stays for another generation. */
	#at(subject: string): Buffer | undefined {
		const key = this.#keys.get(subject) ?? this.#former.get(subject);
		if (key) this.#keys.set(subject, key);
		return key;
	}

	async #read(subjects: string[]): Promise<void> {
		if (subjects.length === 0) return;
		const before = this.#forgotten;
		const rows = await this.sql<{ subject: string; wrapped: string }[]>`
			select subject, wrapped from privacy_key
			where region = ${this.region} and subject = any(${subjects})`;
		if (this.#forgotten !== before) return this.#read(subjects);
		for (const { subject, wrapped } of rows) {
			this.#keys.set(subject, decrypt(this.#wrapping, wrapped));
		}
	}
}

const NONCE = 12;
const nonces = Buffer.alloc(NONCE * 1024);
let drawn = nonces.length;

/** Each is used once. Drawn by the thousand: one call for twelve bytes costs as much as the sealing itself. */
function nextNonce(): Buffer {
	if (drawn === nonces.length) {
		randomFillSync(nonces);
		drawn = 0;
	}
	return nonces.subarray(drawn, (drawn += NONCE));
}

function encrypt(key: Buffer, plain: Buffer): string {
	const nonce = nextNonce();
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const body = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Null: sealed by a former key of this subject, which was erased. */
function opened(key: Buffer, sealed: string): string | null {
	try {
		return decrypt(key, sealed).toString('utf8');
	} catch {
		return null;
	}
}

function decrypt(key: Buffer, sealed: string): Buffer {
	const raw = Buffer.from(sealed, 'base64url');
	const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, 12));
	decipher.setAuthTag(raw.subarray(12, 28));
	return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]);
}
