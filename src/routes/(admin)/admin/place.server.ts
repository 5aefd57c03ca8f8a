import { app } from '$lib/server/app.server';
import { REGION_NAME } from '../../wording';

/** Where somebody serves, in words. */
export function placeOf(of: { department: string | null; township: string | null }): string {
	const { reference } = app();
	if (of.department) return reference.departmentName(of.department);
	return of.township ? reference.townshipName(of.township) : REGION_NAME;
}
