/** 代码表: the values that a field may take, with what each is called and since when it holds. */

export interface CodeEntry {
	list: string;
	code: string;
	label: string;
	/** Where it comes from: a statute, a standard, or the cockpit's own. */
	source: string;
	/** `2021-07-15`, and the last day on which it holds; null: no end is known. */
	validFrom: string;
	validUntil: string | null;
}

/** Since ever: the first day that a row may carry. */
export const FIRST_DAY = '1900-01-01';

export const holdsOn = ({ validFrom, validUntil }: CodeEntry, day: string): boolean =>
	validFrom <= day && (validUntil === null || day <= validUntil);

export class CodeLists {
	#lists = new Map<string, CodeEntry[]>();
	/** By list and code: asked of every row. */
	#known = new Map<string, CodeEntry[]>();

	/** In the order in which they are shown. */
	constructor(entries: readonly CodeEntry[]) {
		for (const entry of entries) {
			add(this.#lists, entry.list, entry);
			add(this.#known, `${entry.list} ${entry.code}`, entry);
		}
	}

	/** All that ever held; a code that was named anew stands there again. */
	of(list: string): readonly CodeEntry[] {
		return this.#lists.get(list) ?? [];
	}

	/** Each code once, as it is called last. */
	each(list: string): CodeEntry[] {
		return [...new Map(this.of(list).map((entry) => [entry.code, entry])).values()];
	}

	on(list: string, day: string): CodeEntry[] {
		return this.of(list).filter((entry) => holdsOn(entry, day));
	}

	/** What is wrong with a code on a day, with the codes that hold then; null where it holds. */
	error(list: string, code: string, day: string): { code: string; message: string } | null {
		const known = this.#known.get(`${list} ${code}`) ?? [];
		if (known.some((entry) => holdsOn(entry, day))) return null;
		const valid = this.on(list, day).map((entry) => `${entry.code} ${entry.label}`);
		const may = `可用：${valid.join('、')}`;
		return known.length > 0
			? { code: 'code_not_valid', message: `代码“${code}”在 ${day} 无效，${may}` }
			: { code: 'unknown_code', message: `没有代码“${code}”，${may}` };
	}
}

function add(map: Map<string, CodeEntry[]>, name: string, entry: CodeEntry): void {
	const entries = map.get(name);
	if (entries) entries.push(entry);
	else map.set(name, [entry]);
}
