/** A row glides to its new place in a list. */
import { cubicOut } from 'svelte/easing';
import { prefersReducedMotion } from 'svelte/motion';
import type { AnimationConfig } from 'svelte/animate';
import type { TransitionConfig } from 'svelte/transition';

/** Whatever moves on a wall has arrived within 300 ms. */
export const MOVE_MS = 280;

export const moveMs = () => (prefersReducedMotion.current ? 0 : MOVE_MS);

/** For `animate:`. Unlike `flip` it never stretches: a changed size is a new layout, not a new rank. */
export function move(
	_node: Element,
	{ from, to }: { from: DOMRect; to: DOMRect }
): AnimationConfig {
	const laidOut = Math.abs(from.width - to.width) > 1 || Math.abs(from.height - to.height) > 1;
	const x = from.left - to.left;
	const y = from.top - to.top;
	return {
		duration: laidOut ? 0 : moveMs(),
		easing: cubicOut,
		css: (_t, u) => `translate: ${u * x}px ${u * y}px`
	};
}

/** For `in:`. Svelte's own `fly` asks for the computed style, which lays the whole page out for each row that arrives. */
export function arrive(_node: Element, from: { x?: number; y?: number }): TransitionConfig {
	return {
		duration: moveMs(),
		easing: cubicOut,
		css: (t, u) => `translate: ${u * (from.x ?? 0)}rem ${u * (from.y ?? 0)}rem; opacity: ${t}`
	};
}
