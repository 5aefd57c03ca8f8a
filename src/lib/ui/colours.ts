/** Colours carry a meaning or are absent. */

const LEVELS = ['var(--red)', 'var(--orange)', 'var(--yellow)', 'var(--blue)'];

export const levelColour = (level: number): string => LEVELS[level - 1] ?? 'var(--grey)';

export const bandColour = (band: 'green' | 'yellow' | 'red' | null): string =>
	band ? `var(--${band})` : 'var(--text)';
