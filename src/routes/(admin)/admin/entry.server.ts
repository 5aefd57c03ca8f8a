/** Who does what here, and how what the domain refuses is said beside the form. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Person } from '$lib/domain/access/actor';
import { Conflict, Invalid } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answered } from '../../answered.server';

/** The person who asks: every route here is open to persons alone. */
export function enter({ locals }: Pick<RequestEvent, 'locals'>): Person {
	const { actor } = locals;
	if (actor.kind !== 'person') throw new Error('a route of the administration is open to others');
	return actor;
}

/** What a write asks: who does it, from where, when, in which process. */
export function doingOf(event: RequestEvent) {
	const core = app();
	const person = enter(event);
	return { core, auth: core.auth, person, address: event.getClientAddress(), now: core.now() };
}

/** What `work` gives, or the fault that its person can mend; other refusals become the page's. */
export async function attempted<T>(work: Promise<T>): Promise<{ done: T } | { fault: string }> {
	try {
		return { done: await work };
	} catch (error) {
		if (error instanceof Invalid || error instanceof Conflict) {
			return { fault: sentence(error.message) };
		}
		return { done: await answered(Promise.reject(error)) };
	}
}

/** What was typed, to be shown again beside its fault. Secrets are not asked for by such forms. */
export const typed = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form].map(([name, value]) => [name, String(value).replaceAll('\0', '')]));

/** A form by its schema, or its first fault. */
export function parsed<T>(schema: z.ZodType<T>, input: unknown): { given: T } | { fault: string } {
	const result = schema.safeParse(input);
	if (result.success) return { given: result.data };
	return { fault: sentence(result.error.issues[0]?.message ?? '填写有误，请核对') };
}

const sentence = (text: string) => (/[。？]$/.test(text) ? text : `${text}。`);
