/** Measures every text that a page shows: its size, its contrast, whether any of it is cut off or covered. */
import type { Page } from '@playwright/test';

export interface Fault {
	fault: 'cut off' | 'outside' | 'too small' | 'contrast' | 'overlap' | 'scrolls';
	text: string;
	detail: string;
}

export interface Limits {
	/** In rem. */
	smallest: number;
	contrast: number;
}

export const measure = (page: Page, limits: Limits): Promise<Fault[]> =>
	page.evaluate(inPage, limits);

/** Runs in the page: everything that it needs is inside. */
function inPage({ smallest, contrast }: Limits): Fault[] {
	const faults: Fault[] = [];
	const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
	const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
	const tell = (fault: Fault['fault'], text: string, detail: string) =>
		void faults.push({ fault, text, detail });

	/** Red, green, blue and opacity of any CSS colour. */
	function rgba(colour: string): [number, number, number, number] {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
		const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
		return [r, g, b, a / 255];
	}

	/** WCAG 2.2, relative luminance. */
	function luminance([r, g, b]: [number, number, number, number]): number {
		const linear = (v: number) =>
			v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
		return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
	}

	function ratio(a: string, b: string): number {
		const [light = 0, dark = 0] = [luminance(rgba(a)), luminance(rgba(b))].sort((x, y) => y - x);
		return (light + 0.05) / (dark + 0.05);
	}

	/** What is painted behind a point: the first opaque box or drawn shape below it. */
	function behind(x: number, y: number): string {
		for (const element of document.elementsFromPoint(x, y)) {
			const style = getComputedStyle(element);
			const shape = element instanceof SVGGeometryElement;
			const colour = shape ? style.fill : style.backgroundColor;
			if (colour !== 'none' && rgba(colour)[3] === 1) return colour;
		}
		return getComputedStyle(document.documentElement).backgroundColor;
	}

	function clips(element: Element): boolean {
		const { overflowX, overflowY } = getComputedStyle(element);
		return overflowX !== 'visible' || overflowY !== 'visible';
	}

	const root = document.documentElement;
	if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) {
		tell('scrolls', 'page', `${root.scrollWidth}×${root.scrollHeight}`);
	}

	const shown: { text: string; box: DOMRect; size: number; parent: Element }[] = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement;
		const text = node.textContent?.trim();
		if (!parent || !text || !parent.checkVisibility({ visibilityProperty: true })) continue;
		if (parent.closest('script, style, title')) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const style = getComputedStyle(parent);
		const size = parseFloat(style.fontSize);
		if (size < smallest * rem - 0.1) tell('too small', text, `${(size / rem).toFixed(2)} rem`);
		for (const box of range.getClientRects()) {
			if (box.width === 0) continue;
			shown.push({ text, box, size, parent });
			const on = behind(box.x + box.width / 2, box.y + box.height / 2);
			const seen = ratio(style.color, on);
			if (seen < contrast) tell('contrast', text, `${style.color} on ${on}: ${seen.toFixed(2)}`);
		}
	}

	for (const { text, box, size, parent } of shown) {
		const at = `${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}×${Math.round(box.height)}`;
		// A line box is higher than its letters: their body is about 0.45 em around its middle.
		const top = box.top + box.height / 2 - size * 0.45;
		const bottom = box.top + box.height / 2 + size * 0.45;
		if (box.left < -1 || box.right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) {
			tell('outside', text, at);
		}
		for (let up: Element | null = parent; up; up = up.parentElement) {
			// A title of any length may end in an ellipsis where the whole of it can be had.
			if (up.hasAttribute('title') && getComputedStyle(up).textOverflow === 'ellipsis') break;
			if (!clips(up)) continue;
			const frame = up.getBoundingClientRect();
			const inside =
				box.left >= frame.left - 1 &&
				box.right <= frame.right + 1 &&
				top >= frame.top - 1 &&
				bottom <= frame.bottom + 1;
			if (!inside) tell('cut off', text, at);
		}
	}

	for (const [i, a] of shown.entries()) {
		for (const b of shown.slice(i + 1)) {
			if (a.parent === b.parent) continue;
			const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
			const middle = (o: typeof a) => o.box.top + o.box.height / 2;
			const apart = Math.abs(middle(a) - middle(b));
			const ellipsis = [a, b].some(({ parent }) => parent.closest('[title]') !== null);
			if (!ellipsis && wide > 1 && apart < (a.size + b.size) * 0.4) {
				tell('overlap', a.text, `with ${b.text}: ${Math.round(wide)} px`);
			}
		}
	}
	return faults;
}
