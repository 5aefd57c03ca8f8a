/**
 * What a page knows of one topic, and how each message changes it. Pure: `mono` is milliseconds of
 * the page's own monotonic clock, so a skewed or stepped wall clock changes nothing.
 *
 * phase      meaning                     | joined  answered    patch fits  patch gaps  beat =  beat ≠  lost    silence
 * ---------- --------------------------- + ------- ----------- ----------- ----------- ------- ------- ------- -------
 * apart      no socket; first paint too  | asking! –           –           –           –       –       apart   –
 * asking     `watch` is on its way       | asking! following   asking      asking      asking  asking  apart   redial
 * following  every patch was applied     | asking! following   following   asking!     follow. asking! apart   redial
 * refused    the server said no          | asking! following   refused     refused     refused refused apart   –
 *
 * `!` asks: `watch(topic, since my cursor)`. Fits: `from` is my version. Beat ≠: its version is not mine, so a patch
 * was lost. No answer, one that does not fit, or one older than what is shown leaves `asking`: the next beat asks again.
 * Silence: nothing was heard for five beats on a socket that believes itself open; it is dialled again.
 * In every phase: two beats after the view was last known to be true it is `cut`.
 */
import { BEAT_MS, type Beat, type Cursor, type Item, type Patch, type Snapshot } from './protocol';

/** Two beats missed: what is shown is no longer known to be true. */
export const CUT_MS = 2 * BEAT_MS;
/** Five beats missed: a half-open socket, which TCP alone would believe in for hours. */
export const REDIAL_MS = 5 * BEAT_MS;
/** Older snapshots in a row after which the ledger itself must have been replaced. */
const REPLACED = 5;
/** A delayed message makes the server's clock look late, never early: the largest offset is the best. */
const OFFSETS = 8;

export interface View {
	topic: string;
	phase: 'apart' | 'asking' | 'following' | 'refused';
	cursor: Cursor;
	asOf: { seq: number; at: string };
	items: ReadonlyMap<string, Item>;
	/** When the server was last heard, when the view was last known to be true, when it last looked (mono). */
	heard: number;
	trueAt: number;
	ticked: number;
	/** Candidates for server time − mono, newest last. */
	offsets: number[];
	/** Since when the hub itself sees no data (ISO). */
	feedCut: string | null;
	refusal: string | null;
	/** Snapshots in a row that were older than what is shown. */
	older: number;
}

export type Happening =
	| { type: 'joined' }
	| { type: 'lost' }
	| {
			type: 'answered';
			answer: { snapshot: Snapshot } | { patches: Patch[] } | { refused: string };
	  }
	| { type: 'unanswered' }
	| { type: 'patched'; patch: Patch }
	| { type: 'beat'; beat: Beat }
	| { type: 'ticked' };

export type Effect = 'ask' | 'redial' | null;

export type Status =
	| { kind: 'joining' | 'catching' | 'live' }
	/** `why`: the page's own line is down, or the hub has no data. `since` is server time. */
	| { kind: 'cut'; why: 'line' | 'feed'; since: number }
	| { kind: 'refused'; reason: string };

export function viewOf(snapshot: Snapshot, mono: number): View {
	return {
		topic: snapshot.topic,
		phase: 'apart',
		cursor: snapshot.cursor,
		asOf: snapshot.asOf,
		items: itemsOf(snapshot),
		heard: mono,
		trueAt: mono,
		ticked: mono,
		offsets: [Date.parse(snapshot.asOf.at) - mono],
		feedCut: null,
		refusal: null,
		older: 0
	};
}

export function reduce(view: View, happening: Happening, mono: number): [View, Effect] {
	switch (happening.type) {
		case 'joined':
			return [{ ...view, phase: 'asking', refusal: null }, 'ask'];
		case 'lost':
			return [{ ...view, phase: 'apart' }, null];
		case 'unanswered':
			return [view, null];
		case 'answered':
			return answered(view, happening.answer, mono);
		case 'patched':
			return patched({ ...view, heard: mono }, happening.patch, mono);
		case 'beat':
			return beaten(view, happening.beat, mono);
		case 'ticked':
			return ticked(view, mono);
	}
}

export function statusOf(view: View, mono: number): Status {
	if (view.phase === 'refused') return { kind: 'refused', reason: view.refusal ?? '' };
	if (view.feedCut && mono - view.heard <= CUT_MS) {
		return { kind: 'cut', why: 'feed', since: Date.parse(view.feedCut) };
	}
	if (mono - view.trueAt > CUT_MS) {
		return { kind: 'cut', why: 'line', since: serverTime(view, view.trueAt) };
	}
	if (view.phase === 'following') return { kind: 'live' };
	return { kind: view.phase === 'apart' && view.offsets.length === 1 ? 'joining' : 'catching' };
}

/** The server's clock, in milliseconds of the epoch. */
export function serverTime(view: View, mono: number): number {
	return mono + Math.max(...view.offsets);
}

function answered(
	view: View,
	answer: Extract<Happening, { type: 'answered' }>['answer'],
	mono: number
): [View, Effect] {
	const heard: View = { ...view, heard: mono };
	if ('refused' in answer) return [{ ...heard, phase: 'refused', refusal: answer.refused }, null];
	if ('patches' in answer) {
		const caughtUp = answer.patches.reduce((v, patch) => apply(v, patch) ?? v, heard);
		const last = answer.patches.at(-1);
		const whole = !last || caughtUp.cursor.version === last.to;
		return [whole ? followed(caughtUp, mono) : { ...caughtUp, phase: 'asking' }, null];
	}
	const { snapshot } = answer;
	// Two nodes may differ by a moment; only a ledger that was replaced stays behind.
	if (snapshot.asOf.seq < view.asOf.seq && view.older + 1 < REPLACED) {
		return [{ ...heard, phase: 'asking', older: view.older + 1 }, null];
	}
	const { cursor, asOf } = snapshot;
	const clock = withOffset(heard, asOf.at, mono);
	return [followed({ ...clock, cursor, asOf, items: itemsOf(snapshot) }, mono), null];
}

const followed = (view: View, mono: number): View => ({
	...view,
	phase: 'following',
	trueAt: mono,
	older: 0
});

function patched(view: View, patch: Patch, mono: number): [View, Effect] {
	if (view.phase !== 'following') return [view, null];
	const next = apply(view, patch);
	if (next) return [followed(next, mono), null];
	return [{ ...view, phase: 'asking' }, 'ask'];
}

function beaten(view: View, beat: Beat, mono: number): [View, Effect] {
	const next: View = {
		...withOffset(view, beat.at, mono),
		heard: mono,
		feedCut: beat.feed === 'cut' ? (beat.since ?? beat.at) : null
	};
	if (view.phase === 'asking') return [next, 'ask'];
	if (view.phase !== 'following') return [next, null];
	if (beat.version !== view.cursor.version) return [{ ...next, phase: 'asking' }, 'ask'];
	// Entries that touch nothing here still make what is shown true as of their number.
	const asOf = { seq: Math.max(beat.seq, view.asOf.seq), at: beat.at };
	return [followed({ ...next, asOf }, mono), null];
}

/** A tick that comes much too late means that the page itself slept: its socket is judged afresh. */
function ticked(view: View, mono: number): [View, Effect] {
	const slept = mono - view.ticked > REDIAL_MS;
	const next: View = { ...view, ticked: mono };
	const open = view.phase === 'asking' || view.phase === 'following';
	if (!open) return [next, null];
	if (slept) return [{ ...next, phase: 'asking' }, 'ask'];
	if (mono - view.heard <= REDIAL_MS) return [next, null];
	return [{ ...next, phase: 'apart' }, 'redial'];
}

function apply(view: View, patch: Patch): View | null {
	if (patch.from !== view.cursor.version) return null;
	const items = new Map(view.items);
	for (const id of patch.del) items.delete(id);
	for (const item of patch.put) items.set(item.id, item);
	return { ...view, items, asOf: patch.asOf, cursor: { ...view.cursor, version: patch.to } };
}

function itemsOf(snapshot: Snapshot): Map<string, Item> {
	return new Map(snapshot.items.map((item) => [item.id, item]));
}

function withOffset(view: View, at: string, mono: number): View {
	return { ...view, offsets: [...view.offsets, Date.parse(at) - mono].slice(-OFFSETS) };
}
