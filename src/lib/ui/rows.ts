/** How many whole rows and columns fit: a wall never scrolls and never shows half a line. */
import type { Attachment } from 'svelte/attachments';

export interface Fit {
	rows: number;
	columns: number;
}

/** Below this width a page is an ordinary one that scrolls. */
const WALL = 1024;

/** `row` and `column` are the least size of a cell in rem; `narrow` is what a scrolling page shows. */
export function fitting(
	cell: { row: number; column: number },
	narrow: { rows: number },
	set: (fit: Fit) => void
): Attachment<HTMLElement> {
	return (node) => {
		const look = () => {
			const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
			const fits = (size: number, least: number) =>
				Math.max(1, Math.floor((size + 1) / (least * rem)));
			if (window.innerWidth < WALL) set({ rows: narrow.rows, columns: 1 });
			else {
				set({
					rows: fits(node.clientHeight, cell.row),
					columns: fits(node.clientWidth, cell.column)
				});
			}
		};
		const observer = new ResizeObserver(look);
		observer.observe(node);
		return () => observer.disconnect();
	};
}
