/** 风险预警: pushed, signed for, verified, disposed of where true, fed back. */
import type { Profile } from './departments';
import { INDUSTRIES } from './industries';
import { Random } from './random';
import { activity, afterWorkdays, diligence, done, nextOffice } from './rhythm';
import { dayOf, dayText, HOUR, MINUTE, momentOf, shift, timeText } from './time';
import { RISKS } from './topics';
import type { DemoEvent, Row, World } from './world';

const A_DAY = 5.3;
const LEVELS = { 1: 3, 2: 15, 3: 40, 4: 42 };
/** Annex A-07, per level: hours or working days to sign, working days to feed back. */
const SIGN_HOURS: Record<number, number> = { 1: 1, 2: 4 };
const SIGN_DAYS: Record<number, number> = { 3: 1, 4: 2 };
const FEEDBACK_DAYS: Record<number, number> = { 1: 1, 2: 3, 3: 5, 4: 10 };
const VERDICTS = { true: 58, false: 36, unknown: 6 };
const FEEDBACK = {
	true: '核查属实，已采取处置措施并督促整改，风险已受控。',
	false: '现场核查未发现异常，属数据波动，建议调整预警阈值。',
	unknown: '现场不具备核查条件，已列入重点关注。'
};

export function born(world: World, day: number): DemoEvent[] {
	const total = world.departments.reduce((sum, { warnings }) => sum + warnings, 0);
	return world.departments.flatMap((profile) => {
		const r = new Random(world.seed, 'warnings', profile.code, day);
		const share = profile.warnings / total;
		// Models run every day; a busy season makes more of them fire.
		const season = Math.max(0.8, Math.min(1.3, activity(profile, day)));
		const count = r.poisson(A_DAY * share * season * world.scale);
		return Array.from({ length: count }, (_, i) => {
			const at = momentOf(day, r.chance(0.6) ? r.between(480, 1140) : r.between(0, 1440));
			return one(world, profile, at, `${dayText(day).replaceAll('-', '')}-${i + 1}`);
		}).flat();
	});
}

/** One warning with what becomes of it: also what the simulator adds. */
export function one(
	world: World,
	profile: Profile,
	created: Date,
	name: string,
	only?: number
): DemoEvent[] {
	const r = new Random(world.seed, 'warning', profile.code, name);
	const level = only ?? Number(r.weighted(LEVELS));
	const first = row(r, world, profile, created, name, level);
	if (!first) return [];
	const at = shift(created, r.between(15, 170) * 1000);
	const [signed, verified, disposed, fedBack] = handled(r, profile, created, at, level);
	const verdict = r.weighted(VERDICTS);
	const moment = (time: Date) => timeText(shift(time, -r.between(5, 50) * 1000));
	const steps: [Date, Row][] = [
		[signed, { signedAt: moment(signed) }],
		[verified, { verifiedAt: moment(verified), verdict }],
		...(verdict === 'true'
			? ([[disposed, { disposedAt: moment(disposed) }]] as [Date, Row][])
			: []),
		[fedBack, { feedbackAt: moment(fedBack), feedback: FEEDBACK[verdict] }]
	];
	let current = first;
	const later = steps.map(([time, step], i) => {
		current = { ...current, ...step, version: i + 2 };
		return { at: time, dataset: 'warnings', row: current };
	});
	return [{ at, dataset: 'warnings', row: first }, ...later];
}

function row(
	r: Random,
	world: World,
	profile: Profile,
	created: Date,
	name: string,
	level: number
): (Row & { id: string }) | null {
	const risks = RISKS[profile.code]!;
	const risk = r.integer(1, risks.length);
	const { title, industry } = risks[risk - 1]!;
	const subjects = world.subjectsOf(industry!);
	if (!subjects.length) return null;
	const subject = r.pickSkewed(subjects);
	return {
		id: `YJ-${profile.code}-${name}`,
		department: profile.code,
		township: subject.township,
		title,
		level,
		domain: INDUSTRIES[subject.industry].label,
		ruleId: `${profile.code}-${risk}`,
		riskObject: subject.name,
		riskObjectCertCode: subject.code,
		createdAt: timeText(created)
	};
}

/** Signed, verified, disposed, fed back: each after the one before. Duties run since the warning was made. */
function handled(
	r: Random,
	profile: Profile,
	created: Date,
	start: Date,
	level: number
): [Date, Date, Date, Date] {
	const likely = diligence(profile, dayOf(start));
	const hours = SIGN_HOURS[level];
	const signDue = hours ? shift(created, hours * HOUR) : afterWorkdays(created, SIGN_DAYS[level]!);
	const signed = done(r, start, signDue, r.chance(Math.min(0.999, likely + 0.015)), !hours);
	const feedbackDue = afterWorkdays(created, FEEDBACK_DAYS[level]!);
	const chosen = done(r, start, feedbackDue, r.chance(likely), level > 1);
	const soonest = shift(signed, r.between(60, 240) * MINUTE);
	const fedBack = chosen > soonest ? chosen : level > 1 ? nextOffice(r, soonest) : soonest;
	const span = fedBack.getTime() - signed.getTime();
	return [
		signed,
		shift(signed, span * r.between(0.2, 0.5)),
		shift(signed, span * r.between(0.6, 0.9)),
		fedBack
	];
}
