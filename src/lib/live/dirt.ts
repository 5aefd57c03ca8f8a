/** What may have changed since a topic was last composed. */

export interface Dirt {
	/** Ids of the fold's cells; `all` after a minute or at the start. */
	cells: Set<string> | 'all';
	lists: boolean;
}

export const clean = (): Dirt => ({ cells: new Set(), lists: false });

export const isClean = ({ cells, lists }: Dirt): boolean =>
	!lists && cells !== 'all' && cells.size === 0;

export function soil(own: Dirt, { cells, lists }: Dirt): void {
	if (cells === 'all') own.cells = 'all';
	else if (own.cells !== 'all') for (const id of cells) own.cells.add(id);
	own.lists ||= lists;
}
