/** The domain's errors as pages. */
import { error } from '@sveltejs/kit';
import { problemOf } from '$lib/server/http.server';

/** What `work` gives; its refusals become the status and the words that the API would answer. */
export async function answered<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		const { status, code, message } = problemOf(cause);
		error(status, { code, message });
	}
}
