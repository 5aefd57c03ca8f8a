/** What somebody has begun to enter by hand (第17条): kept for him alone, sealed, until it is sent or thrown away. */
import type { Person } from '../domain/access/actor';
import { Conflict } from '../ledger/errors';
import type { Core } from '../server/core.server';

/** As they stand in the form, by field. */
export type Values = Record<string, string>;

export interface Draft {
	dataset: string;
	id: string;
	values: Values;
	updatedAt: Date;
}

/** Of one person. */
export const MOST_DRAFTS = 50;

/** @throws Conflict where there are too many already. */
export async function saveDraft(
	core: Core,
	person: Person,
	{ dataset, id, values }: Pick<Draft, 'dataset' | 'id' | 'values'>,
	now: Date
): Promise<void> {
	const subject = subjectOf(person);
	await core.privacy.prepare([subject]);
	const content = core.privacy.seal(subject, JSON.stringify(values));
	const { region } = core;
	const saved = await core.database.sql`
		insert into entry_draft (region, person, dataset, id, content, updated_at)
		select ${region}, ${person.id}, ${dataset}, ${id}, ${content}, ${now.toISOString()}
		where exists (
				select from entry_draft
				where region = ${region} and person = ${person.id} and dataset = ${dataset} and id = ${id})
			or ${MOST_DRAFTS} > (
				select count(*) from entry_draft where region = ${region} and person = ${person.id})
		on conflict (region, person, dataset, id) do update set
			content = excluded.content, updated_at = excluded.updated_at
		returning id`;
	if (saved.length === 0) {
		throw new Conflict(`草稿已有 ${MOST_DRAFTS} 份，请先提交或删除一些`);
	}
}

/** Null where there is none, or it can no longer be opened. */
export async function readDraft(
	core: Core,
	person: Person,
	{ dataset, id }: Pick<Draft, 'dataset' | 'id'>,
	now: Date
): Promise<Draft | null> {
	const drafts = await listDrafts(core, person, now);
	return drafts.find((draft) => draft.dataset === dataset && draft.id === id) ?? null;
}

/** The latest first. */
export async function listDrafts(core: Core, person: Person, now: Date): Promise<Draft[]> {
	const rows = await core.rows.as(
		person,
		now,
		(sql) => sql<{ dataset: string; id: string; content: string; updatedAt: Date }[]>`
			select dataset, id, content, updated_at as "updatedAt" from entry_draft
			where region = ${core.region} and person = ${person.id}
			order by updated_at desc, id`
	);
	const contents = await core.privacy.open(rows.map(({ content }) => content));
	return rows.flatMap(({ dataset, id, updatedAt }, index) => {
		const content = contents[index];
		return content
			? [{ dataset, id, values: JSON.parse(content) as Values, updatedAt: new Date(updatedAt) }]
			: [];
	});
}

/** @returns whether there was one */
export async function discardDraft(
	core: Core,
	person: Person,
	{ dataset, id }: Pick<Draft, 'dataset' | 'id'>
): Promise<boolean> {
	const gone = await core.database.sql`
		delete from entry_draft
		where region = ${core.region} and person = ${person.id} and dataset = ${dataset} and id = ${id}
		returning id`;
	return gone.length > 0;
}

const subjectOf = ({ id }: Person): string => `person/user:${id}`;
