/**
 * 曝光台: how long a published penalty may be shown, and what of it may be shown.
 * 国办发〔2025〕22号: minor at most 3 months, general 12, serious 36. Days are texts, `2026-11-23`.
 */
import { addMonths } from '../calendar/rules';

export const SEVERITIES = ['minor', 'general', 'serious'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Months at most by severity, from the table of deadline parameters. */
export type Months = Record<Severity, number>;

export interface Publication {
	/** 行政相对人性质; `2` is a legal person. */
	administrativeCpNa: string;
	/** 证件类型; `001` is a 统一社会信用代码. A person's card under a firm's name is still a person. */
	administrativeCpCeType: string;
	severity: string;
	publishedOn: string | null;
	publishUntil: string | null;
	withdrawn: boolean;
}

/** The last day on which it may be shown; null when it may not be shown at all. */
export function shownUntil(p: Publication, months: Months): string | null {
	const legalPerson = p.administrativeCpNa === '2' && p.administrativeCpCeType === '001';
	if (p.withdrawn || !legalPerson || !p.publishedOn) return null;
	const longest = addMonths(p.publishedOn, months[severityOf(p.severity)]);
	return p.publishUntil && p.publishUntil < longest ? p.publishUntil : longest;
}

export function isShown(p: Publication, months: Months, today: string): boolean {
	const until = shownUntil(p, months);
	return until !== null && p.publishedOn! <= today && today <= until;
}

/** The earliest day of publication whose `months` have not passed today: what a query asks for. */
export function earliestShown(today: string, months: number): string {
	const candidate = addMonths(today, -months);
	return addMonths(candidate, months) < today ? addDays(candidate, 1) : candidate;
}

/** A severity that nobody declared gets the shortest time. */
const severityOf = (value: string): Severity =>
	SEVERITIES.find((severity) => severity === value) ?? 'minor';

function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 18-digit identity numbers, mobile numbers and bank accounts that slipped into free text. */
const PERSONAL_NUMBER = /(?<![0-9A-Z])(?:\d{17}[0-9Xx]|1[3-9]\d{9}|\d{16}|\d{19})(?![0-9A-Z])/g;

/** A count as the public may see it: none, or so few that they are not told. */
export const publicCount = (n: number, least: number): number | null =>
	n === 0 || n >= least ? n : null;

/** Free text for the public: personal numbers are left out entirely, not in part (PIPL 第28条). */
export const publicText = (value: string): string => value.replace(PERSONAL_NUMBER, '（略）');
