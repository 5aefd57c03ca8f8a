/** The few errors. `code` is stable; the message says what to do next. HTTP is mapped in one place. */

export class Invalid extends Error {
	code = 'invalid';
}
export class Forbidden extends Error {
	code = 'forbidden';
}
export class NotFound extends Error {
	code = 'not_found';
}
export class Conflict extends Error {
	code = 'conflict';
}
export class Unavailable extends Error {
	code = 'unavailable';
}
