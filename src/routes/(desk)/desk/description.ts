/** Reads the Chinese description of a schema's field: `检查形式：现场、非现场、书面（check_form）`. */

export interface Described {
	label: string;
	/** 元, 秒; empty where there is none. */
	unit: string;
	/** What each stored value is called. */
	words: Record<string, string>;
}

const UNITS = ['元', '秒'];

/** `values` are those of an enumeration, in the order in which the description names them. */
export function readDescription(description: string, values: string[] = []): Described {
	const text = description.replace(/（[^（）]*）$/u, '');
	const [, label = text, rest = ''] = /^([^：，]+)[：，]?(.*)$/u.exec(text) ?? [];
	const names = rest.split(/[、，]/u).filter(Boolean);
	const keyed = names.map((name) => /^(\w+) (.+)$/u.exec(name));
	const pairs: [string, string][] = keyed.every((match) => match !== null)
		? keyed.map((match) => [match![1]!, match![2]!])
		: values.length === names.length
			? values.map((value, i) => [value, names[i]!])
			: [];
	return { label, unit: UNITS.includes(rest) ? rest : '', words: Object.fromEntries(pairs) };
}
