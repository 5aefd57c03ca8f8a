/** What stands in the form that the server has shown, before the page came alive; null: there is none yet. */
export function typedIn(id: string): Record<string, string> | null {
	const form = document.getElementById(id);
	if (!(form instanceof HTMLFormElement)) return null;
	const data = new FormData(form);
	const values: Record<string, string> = {};
	for (const name of new Set(data.keys())) {
		const text = data.getAll(name).filter((one) => typeof one === 'string');
		if (text.some((one) => one !== '')) values[name] = text.join('、');
	}
	return values;
}

/** Was this part opened before the page came alive? */
export function openedAt(id: string): boolean {
	const part = document.getElementById(id);
	return part instanceof HTMLDetailsElement && part.open;
}
