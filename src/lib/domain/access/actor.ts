/** Who asks. */
export type Actor =
	| {
			kind: 'person';
			id: string;
			name: string;
			role: 'leader' | 'head';
			/** A head's own department; null for a leader. */
			department: string | null;
	  }
	| { kind: 'source'; name: string; datasets: string[]; department: string | null }
	| { kind: 'reader'; name: string }
	| { kind: 'screen'; name: string }
	| { kind: 'public' };

/** A scope names a view: `district`, `department:<code>`, `township:<code>`. */
export function mayReadScope(actor: Actor, scope: string): boolean {
	switch (actor.kind) {
		case 'reader':
		case 'screen':
			return true;
		case 'person':
			return actor.role === 'leader' || scope === `department:${actor.department}`;
		default:
			return false;
	}
}

/** Records carry more than sums: a screen shows no lists. */
export function mayReadRecords(actor: Actor, scope: string): boolean {
	return actor.kind !== 'screen' && mayReadScope(actor, scope);
}

export function mayReadLedger(actor: Actor): boolean {
	return actor.kind === 'reader' || (actor.kind === 'person' && actor.role === 'leader');
}
