/** What one station may take of the gateway, and what the gateway keeps. One object, so that an installation can differ. */
export interface Limits {
	/** Connections at once, in all and from one address (a forwarding platform has many stations at one). */
	connections: number;
	perAddress: number;
	/** Registered devices that one connection may speak for: a concentrator carries several. */
	devices: number;
	/** A connection is closed where nothing comes or goes for so long, ms. HJ 212 asks for real-time data every 30–3600 s. */
	idle: number;
	/** …and where it has not shown a registered MN with its password in so long, ms. */
	stranger: number;
	/** Longest data segment, bytes: 1024 in HJ 212-2017; longer messages come in parts. */
	segment: number;
	/** Messages in parts that wait on one connection, parts of each, and how long they wait, ms. */
	messages: number;
	parts: number;
	partsAge: number;
	/** Frames a second that one connection is read at, and how many may come at once; what is more waits in the line. */
	framesPerSecond: number;
	burst: number;
	/** Frames of one connection that wait for their answers. Beyond them it is not read: it shall not fill `waiting` alone. */
	unanswered: number;
	/** Refused frames, less the good ones, after which a connection is closed. */
	faults: number;
	/** Bytes of answers that a station has not read, after which it is closed. */
	unread: number;
	/** How long frames are gathered before they are written together, ms, and rows that are written at once. */
	gather: number;
	rows: number;
	/** Rows that may wait to be written. Beyond them no line is read. */
	waiting: number;
	/** How long a frame waits for a database that is away, ms; then it is dropped unanswered, and the station sends again. */
	keep: number;
	/** Refused frames kept with what came, a minute: of one address, and of all. Others are counted. */
	keptPerAddress: number;
	keptInAll: number;
	/** How often the log says how many frames were refused, ms. */
	tell: number;
	/** How often the register of devices is read again, ms. */
	refresh: number;
	/** How long `close` waits for what is being written, ms. */
	close: number;
}

export const LIMITS: Limits = {
	connections: 4_000,
	perAddress: 512,
	devices: 64,
	// Somewhat longer than the longest interval of real-time data.
	idle: 3_900_000,
	stranger: 60_000,
	segment: 1_024,
	messages: 4,
	parts: 64,
	partsAge: 120_000,
	framesPerSecond: 20,
	burst: 200,
	unanswered: 128,
	faults: 100,
	unread: 65_536,
	gather: 50,
	rows: 1_000,
	waiting: 20_000,
	keep: 30_000,
	keptPerAddress: 30,
	keptInAll: 600,
	tell: 60_000,
	refresh: 1_000,
	close: 5_000
};
