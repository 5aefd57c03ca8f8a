import { error } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import type { AuditEvent } from '$lib/domain/audit/model';
import { problemOf } from '$lib/server/http.server';
import type { Place } from './start';

/** What `work` gives; its refusals become the status and the words that the API would answer. */
export async function answered<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		const { status, code, message } = problemOf(cause);
		if (status === 403) refuse(message);
		error(status, { code, message });
	}
}

interface Refusal {
	/** As what it is written down, where that is more than a page refused. */
	as?: AuditEvent | undefined;
	/** What helps, where `message` names it. */
	link?: Place | undefined;
}

/** Refuses, and has it written down: a load that is refused answers 200 to the page that asked for its data. */
export function refuse(message: string, { as, link }: Refusal = {}): never {
	const { locals } = getRequestEvent();
	// A grant that does not hold was refused before: that is the reason to give.
	const own = locals.refusal === null;
	locals.refusal ??= message;
	if (as) locals.refusedAs = as;
	error(403, { code: 'forbidden', message: locals.refusal, ...(own && link && { link }) });
}
