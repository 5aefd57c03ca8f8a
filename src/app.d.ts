import type { Actor } from '$lib/domain/access/actor';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
		}
		interface Error {
			message: string;
			code?: string;
		}
	}
}

export {};
