/** Departments, townships and code lists: reference data, read once at start. */
import { asc, eq } from 'drizzle-orm';
import type { Orm } from '../../server/database.server';
import { CodeLists, type CodeEntry } from '../codes/model';
import { codeListEntry } from '../codes/tables.server';
import type { Department, Township } from './model';
import { department, township } from './tables.server';

export async function readReference(orm: Orm, region: string): Promise<Reference> {
	const [departments, townships, codes] = await Promise.all([
		orm
			.select()
			.from(department)
			.where(eq(department.region, region))
			.orderBy(asc(department.code)),
		orm.select().from(township).where(eq(township.region, region)).orderBy(asc(township.code)),
		orm
			.select()
			.from(codeListEntry)
			.where(eq(codeListEntry.region, region))
			.orderBy(
				asc(codeListEntry.list),
				asc(codeListEntry.position),
				asc(codeListEntry.code),
				asc(codeListEntry.validFrom)
			)
	]);
	return new Reference(departments, townships, new CodeLists(codes));
}

export class Reference {
	#departments: Map<string, Department>;
	#townships: Map<string, Township>;

	constructor(
		readonly departments: Department[],
		readonly townships: Township[],
		readonly codeLists: CodeLists
	) {
		this.#departments = new Map(departments.map((d) => [d.code, d]));
		this.#townships = new Map(townships.map((t) => [t.code, t]));
	}

	get places() {
		return { departments: this.departments, townships: this.townships };
	}

	department(code: string): Department | undefined {
		return this.#departments.get(code);
	}

	township(code: string): Township | undefined {
		return this.#townships.get(code);
	}

	/** The codes of a list, each once; with a day, those that hold on it. */
	codes(list: string, day?: string): CodeEntry[] {
		return day === undefined ? this.codeLists.each(list) : this.codeLists.on(list, day);
	}

	departmentName(code: string): string {
		return this.#departments.get(code)?.name ?? code;
	}

	townshipName(code: string | null): string {
		return code === null ? '未定位' : (this.#townships.get(code)?.name ?? code);
	}

	/** `district`, `department:<code>`, `township:<code>`: is there such a scope? */
	hasScope(scope: string): boolean {
		const [kind, code, rest] = scope.split(':');
		if (rest !== undefined) return false;
		if (kind === 'district') return code === undefined;
		if (code === undefined) return false;
		if (kind === 'department') return this.#departments.has(code);
		return kind === 'township' && (code === 'none' || this.#townships.has(code));
	}
}
