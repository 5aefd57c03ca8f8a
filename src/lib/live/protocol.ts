/** The wire, shared by both sides. Its schema hash is pinned to PROTOCOL in a test. */
import { z } from 'zod';

export const PROTOCOL = 2;
/** Milliseconds between two beats of a topic; two missed beats dim a page. */
export const BEAT_MS = 2000;
/** At most ten patches a second per topic. */
export const PATCH_MS = 100;

export const Cursor = z.object({ epoch: z.string(), version: z.int().min(0) });
export type Cursor = z.infer<typeof Cursor>;

/** client → server */
export const Watch = z.object({ topic: z.string().max(120), since: Cursor.optional() });
export type Watch = z.infer<typeof Watch>;
export const Unwatch = z.object({ topic: z.string().max(120) });
export type Unwatch = z.infer<typeof Unwatch>;

const AsOf = z.object({ seq: z.int(), at: z.string() });

export const TileItem = z.object({
	id: z.string(),
	type: z.literal('tile'),
	metric: z.string(),
	scope: z.string(),
	period: z.string(),
	value: z.number().nullable(),
	numerator: z.number(),
	denominator: z.number().nullable(),
	unit: z.enum(['条', '%', '件']),
	band: z.enum(['green', 'yellow', 'red']).nullable(),
	trend: z.array(z.number().nullable()).nullable(),
	asOf: AsOf,
	source: z.object({ lastAt: z.string().nullable() }),
	target: z.number().nullable(),
	delta: z.object({ value: z.number(), against: z.string() }).nullable(),
	excluded: z.number().nullable(),
	parts: z.record(z.string(), z.number()).optional(),
	/** Did a recount from the record versions agree? Absent until one was made. */
	proof: z.enum(['equal', 'different']).optional()
});
export type TileItem = z.infer<typeof TileItem>;

/** 要事: an open thing that has a level, an owner and a clock. `rank` 0 is the worst. */
export const MatterItem = z.object({
	id: z.string(),
	type: z.literal('matter'),
	rank: z.int(),
	kind: z.enum(['alarm', 'warning', 'obligation']),
	level: z.int().min(1).max(4),
	title: z.string(),
	department: z.string(),
	township: z.string().nullable(),
	/** What the clock is about: `sign`, `feedback`, `close`, `dispose`, or `open` for an alarm. */
	waiting: z.enum(['sign', 'feedback', 'close', 'dispose', 'open']),
	/** Since when it has been open, and by when it must be done (ISO). */
	since: z.string(),
	dueAt: z.string().nullable()
});
export type MatterItem = z.infer<typeof MatterItem>;

/** One line of the live feed. */
export const EventItem = z.object({
	id: z.string(),
	type: z.literal('event'),
	seq: z.int(),
	at: z.string(),
	kind: z.string(),
	key: z.string(),
	department: z.string(),
	township: z.string().nullable()
});
export type EventItem = z.infer<typeof EventItem>;

/** One line of the exposure ticker (曝光台): published penalties of legal persons alone. */
export const ExposureItem = z.object({
	id: z.string(),
	type: z.literal('exposure'),
	name: z.string(),
	title: z.string(),
	result: z.string(),
	department: z.string(),
	decidedOn: z.string(),
	until: z.string()
});
export type ExposureItem = z.infer<typeof ExposureItem>;

/** How many there are of a list that is sent only in part: `total|matters`. */
export const TotalItem = z.object({ id: z.string(), type: z.literal('total'), value: z.int() });
export type TotalItem = z.infer<typeof TotalItem>;

export const Item = z.discriminatedUnion('type', [
	TileItem,
	MatterItem,
	EventItem,
	ExposureItem,
	TotalItem
]);
export type Item = z.infer<typeof Item>;

/** server → client */
export const Snapshot = z.object({
	topic: z.string(),
	cursor: Cursor,
	/** The last entry folded, and the server's clock. */
	asOf: AsOf,
	items: z.array(Item)
});
export type Snapshot = z.infer<typeof Snapshot>;

export const Patch = z.object({
	topic: z.string(),
	from: z.int(),
	to: z.int(),
	asOf: AsOf,
	put: z.array(Item),
	del: z.array(z.string())
});
export type Patch = z.infer<typeof Patch>;

/** `feed` is `cut` when the hub cannot reach the database; `since` tells since when. */
export const Beat = z.object({
	topic: z.string(),
	at: z.string(),
	version: z.int(),
	seq: z.int(),
	feed: z.enum(['live', 'cut']),
	since: z.string().nullable()
});
export type Beat = z.infer<typeof Beat>;

export const Watched = z.union([
	z.object({ snapshot: Snapshot }),
	z.object({ patches: z.array(Patch) }),
	z.object({ refused: z.string() })
]);
export type Watched = z.infer<typeof Watched>;

export interface ClientToServer {
	watch: (input: Watch, ack: (answer: Watched) => void) => void;
	unwatch: (input: Unwatch) => void;
}
export interface ServerToClient {
	patch: (patch: Patch) => void;
	beat: (beat: Beat) => void;
}

/** Topics are named by the server; a client never sends a filter. */
export const topic = {
	wall: (region: string) => `wall:${region}`,
	department: (region: string, code: string) => `department:${region}:${code}`,
	township: (region: string, code: string) => `township:${region}:${code}`,
	monitoring: (region: string) => `monitoring:${region}`,
	public: (region: string) => `public:${region}`
};
