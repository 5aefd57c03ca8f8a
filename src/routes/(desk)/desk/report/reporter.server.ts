/** Who reports here, for which department, and in whose name the doors are asked. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { actorId, type Person } from '$lib/domain/access/actor';
import type { Dataset } from '$lib/ingest/dataset';
import { datasetOf } from '$lib/ingest/datasets.server';
import type { Reporter } from '$lib/ingest/files/files.server';
import type { Pass } from '$lib/ingest/forward.server';
import { enter } from '../entry.server';

export interface AtDesk extends Reporter {
	person: Person;
	department: string;
}

export function reporterOf(event: Pick<RequestEvent, 'locals'>): AtDesk {
	const person = enter(event);
	const { department } = person;
	if (!department) error(403, '您的账号不属于任何部门，不能报送数据。');
	return {
		person,
		department,
		actor: actorId(person)!,
		permission: { source: sourceOf(department), department }
	};
}

/** What its people report by hand is one source: whoever corrects a record need not be who reported it. */
export const sourceOf = (department: string): string => `desk-${department}`;

export const passOf = ({ permission, actor }: Reporter, dataset: string): Pass => ({
	permission,
	actor,
	dataset
});

export function datasetAt(name: string): Dataset {
	const dataset = datasetOf(name);
	if (!dataset) error(404, '没有这类数据，请从“数据报送”进入。');
	return dataset;
}
