import type { RequestHandler } from './$types';

/** Somebody at a page does something; that the request came is all. */
export const POST: RequestHandler = () => new Response(null, { status: 204 });
