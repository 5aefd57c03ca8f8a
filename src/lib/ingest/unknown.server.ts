/** Whoever knocks at a door and is not registered is listed, with the last thing it sent. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '../server/core.server';
import { isAway } from '../server/http.server';
import type { unknownDevice } from './tables.server';

export interface Knock {
	door: (typeof unknownDevice.$inferSelect)['door'];
	/** MN, topic or mine code. */
	name: string;
	address: string;
	reason: string;
	/** What it sent, as text. */
	raw: string;
	now: Date;
}

type Needed = Pick<Core, 'region' | 'database' | 'privacy'>;

/** One write a second holds all that knocked meanwhile. */
const EVERY_MS = 1_000;
/** Names that wait for it at most, and names that a door lists: strangers choose them, and shall not fill the disk. */
const MOST = 1_000;
const LONGEST_NAME = 200;
const LONGEST_RAW = 16_384;

interface Waiting {
	knock: Knock;
	attempts: number;
	first: Date;
}
interface Notes {
	waiting: Map<string, Waiting>;
	writing: Promise<void> | null;
	/** `performance.now()` of the last write. */
	wroteAt: number;
}
const notesOf = new WeakMap<Needed['database'], Notes>();

/** Resolves when it stands in the list: at once after a quiet second; while the database is away, once it is back. */
export function noteUnknown(core: Needed, knock: Knock): Promise<void> {
	const notes = notesOf.get(core.database) ?? {
		...{ waiting: new Map<string, Waiting>(), writing: null, wroteAt: -Infinity }
	};
	notesOf.set(core.database, notes);
	const name = (knock.name.toWellFormed().replaceAll('\0', '') || '-').slice(0, LONGEST_NAME);
	const id = `${knock.door} ${name}`;
	const known = notes.waiting.get(id);
	if (!known && notes.waiting.size >= MOST) return Promise.resolve();
	notes.waiting.set(id, {
		knock: { ...knock, name, raw: knock.raw.slice(0, LONGEST_RAW) },
		attempts: (known?.attempts ?? 0) + 1,
		first: known?.first ?? knock.now
	});
	notes.writing ??= write(core, notes).finally(() => (notes.writing = null));
	return notes.writing;
}

async function write(core: Needed, notes: Notes): Promise<void> {
	while (notes.waiting.size > 0) {
		await delay(notes.wroteAt + EVERY_MS - performance.now(), undefined, { ref: false });
		notes.wroteAt = performance.now();
		const taken = [...notes.waiting.values()];
		try {
			await upsert(core, taken);
		} catch (error) {
			// Ours was closed: nobody is left to write for.
			if ((error as { code?: unknown }).code === 'CONNECTION_ENDED') return notes.waiting.clear();
			if (!isAway(error)) throw error;
			continue;
		}
		for (const { knock, attempts } of taken) forget(notes, knock, attempts);
	}
}

/** What knocked again while it was written waits for the next write, without the attempts that are written. */
function forget({ waiting }: Notes, { door, name }: Knock, attempts: number): void {
	const id = `${door} ${name}`;
	const present = waiting.get(id);
	if (!present || present.attempts === attempts) waiting.delete(id);
	else present.attempts -= attempts;
}

async function upsert({ region, database, privacy }: Needed, taken: Waiting[]): Promise<void> {
	const subjectOf = (door: string) => `rejected/${door}`;
	const doors = [...new Set(taken.map(({ knock }) => knock.door))];
	await privacy.prepare(doors.map(subjectOf));
	const rows = taken.map(
		({ knock: { door, name, address, reason, raw, now }, attempts, first }) => ({
			...{ region, door, name, address, reason, attempts },
			...{ first_at: first.toISOString(), last_at: now.toISOString() },
			raw: privacy.seal(subjectOf(door), raw)
		})
	);
	await database.sql`
		insert into unknown_device as known
		select * from json_populate_recordset(null::unknown_device, ${JSON.stringify(rows)}::text::json)
		on conflict (region, door, name) do update set
			address = excluded.address, reason = excluded.reason, raw = excluded.raw,
			attempts = known.attempts + excluded.attempts, last_at = greatest(known.last_at, excluded.last_at)`;
	for (const door of doors) {
		await database.sql`
			delete from unknown_device where region = ${region} and door = ${door} and name in (
				select name from unknown_device where region = ${region} and door = ${door}
				order by last_at desc, name offset ${MOST})`;
	}
}
