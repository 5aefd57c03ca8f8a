import type { Actor } from '$lib/domain/access/actor';
import type { AuditEvent } from '$lib/domain/audit/model';
import type { Place, Visitor } from './routes/start';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
			/** Why this request was refused something, to be written down; null: it was not. */
			refusal: string | null;
			/** As what it is written down, where that is more than a page refused. */
			refusedAs?: AuditEvent;
		}
		interface PageData {
			visitor?: Visitor;
		}
		interface Error {
			message: string;
			code?: string;
			/** What helps whoever was refused. */
			link?: Place;
		}
	}
}

export {};
