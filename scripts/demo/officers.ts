/** 执法人员: about 450, in proportion to the acts of their department. */
import { DEPARTMENTS } from './departments';
import * as names from './names';
import { Random } from './random';
import { dayText } from './time';

export interface DemoOfficer {
	id: string;
	department: string;
	certificateNumber: string;
	officerName: string;
	post: string;
	validUntil: string;
}

const POSTS = { 一级行政执法员: 5, 二级行政执法员: 4, 执法中队长: 2, 执法队副队长: 1, 科员: 4 };

export function make(seed: string, startedDay: number): DemoOfficer[] {
	return DEPARTMENTS.flatMap(({ code, acts }, d) =>
		Array.from({ length: 4 + Math.round(acts * 1.6) }, (_, i) => {
			const r = new Random(seed, 'officer', code, i);
			const certificateNumber = `140603${String(d + 1).padStart(2, '0')}${String(i + 1).padStart(3, '0')}`;
			return {
				id: certificateNumber,
				department: code,
				certificateNumber,
				officerName: names.person(r),
				post: r.weighted(POSTS),
				validUntil: dayText(startedDay + r.integer(-20, 1500))
			};
		})
	);
}
