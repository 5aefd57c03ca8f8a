/** Reads of 曝光台 by the present rows; nothing else of the domain is open to public pages. */
import { and, asc, count, desc, eq, gte, ilike, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { ExposureItem } from '../../live/protocol';
import type { AnyOrm, Rows } from '../../server/rows.server';
import { auditRegion } from '../access/actor';
import { penalties } from '../acts/tables.server';
import { rootsOf } from '../audit/reads.server';
import { deadlineParameter } from '../calendar/tables.server';
import { department } from '../regions/tables.server';
import {
	earliestShown,
	publicText,
	SEVERITIES,
	shownUntil,
	type Months,
	type Severity
} from './rules';

const penalty = penalties.present;

/** The columns that the public role may read, and no others. */
const SHOWN = {
	key: penalty.key,
	department: penalty.department,
	withdrawn: penalty.withdrawn,
	administrativeCp: penalty.administrativeCp,
	administrativeCpNa: penalty.administrativeCpNa,
	administrativeCpCeType: penalty.administrativeCpCeType,
	administrativeCpUiCode: penalty.administrativeCpUiCode,
	implementInstitution: penalty.implementInstitution,
	punishActionName: penalty.punishActionName,
	punishBasis: penalty.punishBasis,
	punishDocumentNumber: penalty.punishDocumentNumber,
	decisionDate: penalty.decisionDate,
	punishResult: penalty.punishResult,
	severity: penalty.severity,
	publishedOn: penalty.publishedOn,
	publishUntil: penalty.publishUntil
};

/** One line of the public board. */
export interface Exposure {
	key: string;
	name: string;
	code: string;
	title: string;
	basis: string;
	result: string;
	documentNumber: string;
	/** The organ that decided. */
	organ: string;
	severity: Severity;
	decidedOn: string;
	publishedOn: string;
	/** The last day on which it may be shown. */
	until: string;
}

export interface Board {
	total: number;
	/** 1 to `pages`, whatever was asked for. */
	page: number;
	pages: number;
	rows: Exposure[];
}

/** The board of `today` (`2026-11-23`, Shanghai), the latest first. `name` is any part of a name. */
export const board = (rows: Rows, region: string, input: BoardInput): Promise<Board> =>
	rows.publicly(input.today, (orm) => boardOf(orm, region, input));

interface BoardInput {
	today: string;
	name: string;
	page: number;
	size: number;
}

async function boardOf(orm: AnyOrm, region: string, input: BoardInput): Promise<Board> {
	const months = await monthsBySeverity(orm, region);
	const shown = and(
		isShownOn(region, input.today, months),
		input.name ? ilike(penalty.administrativeCp, `%${literal(input.name)}%`) : undefined
	);
	const [counted] = await orm.select({ total: count() }).from(penalty).where(shown);
	const total = counted?.total ?? 0;
	const pages = Math.max(1, Math.ceil(total / input.size));
	const page = Math.min(Math.max(1, input.page), pages);
	const rows = await orm
		.select({ penalty: SHOWN, organ: department.name })
		.from(penalty)
		.leftJoin(
			department,
			and(eq(department.region, penalty.region), eq(department.code, penalty.department))
		)
		.where(shown)
		.orderBy(desc(penalty.publishedOn), asc(penalty.key))
		.limit(input.size)
		.offset((page - 1) * input.size);
	return { total, page, pages, rows: rows.map((row) => exposureOf(row, months)) };
}

/** The latest exposures of `today`, as the wall's ticker shows them. */
export async function currentExposures(
	rows: Rows,
	region: string,
	today: string,
	limit: number
): Promise<ExposureItem[]> {
	const { shown, months } = await rows.publicly(today, async (orm) => {
		const months = await monthsBySeverity(orm, region);
		const shown = await orm
			.select(SHOWN)
			.from(penalty)
			.where(isShownOn(region, today, months))
			.orderBy(desc(penalty.publishedOn), asc(penalty.key))
			.limit(limit);
		return { shown, months };
	});
	return shown.map((row) => ({
		id: `exposure|${row.key}`,
		type: 'exposure',
		name: publicText(row.administrativeCp),
		title: publicText(row.punishActionName),
		result: publicText(row.punishResult),
		department: row.department,
		decidedOn: row.decisionDate,
		until: shownUntil(row, months)!
	}));
}

/** The last entry of the latest day that is over, as the board prints it. */
export interface PublishedRoot {
	day: string;
	seq: number;
	/** In groups of eight: eleven digits in a row by chance are not to pass for somebody's telephone. */
	hash: string[];
}

/** Null before the first day. */
export interface PublishedRoots {
	records: PublishedRoot | null;
	audit: PublishedRoot | null;
}

export const publishedRoots = (
	rows: Rows,
	region: string,
	today: string
): Promise<PublishedRoots> =>
	rows.publicly(today, async (orm) => {
		const latest = async (ledger: string) => {
			const [root] = await rootsOf(orm, ledger, 1);
			return root ? { ...root, hash: root.hash.match(/.{8}/g) ?? [] } : null;
		};
		return { records: await latest(region), audit: await latest(auditRegion(region)) };
	});

type Row = Pick<typeof penalty.$inferSelect, keyof typeof SHOWN>;

function exposureOf(row: { penalty: Row; organ: string | null }, months: Months): Exposure {
	const p = row.penalty;
	return {
		key: p.key,
		name: publicText(p.administrativeCp),
		code: p.administrativeCpUiCode,
		title: publicText(p.punishActionName),
		basis: publicText(p.punishBasis),
		result: publicText(p.punishResult),
		documentNumber: publicText(p.punishDocumentNumber),
		organ: publicText(p.implementInstitution ?? row.organ ?? p.department),
		severity: p.severity as Severity,
		decidedOn: p.decisionDate,
		publishedOn: p.publishedOn!,
		until: shownUntil(p, months)!
	};
}

/** The rule `isShown` of rules.ts, as a condition on rows. */
function isShownOn(region: string, today: string, months: Months): SQL | undefined {
	return and(
		eq(penalty.region, region),
		eq(penalty.withdrawn, false),
		eq(penalty.administrativeCpNa, '2'),
		eq(penalty.administrativeCpCeType, '001'),
		lte(penalty.publishedOn, today),
		or(isNull(penalty.publishUntil), gte(penalty.publishUntil, today)),
		or(
			...SEVERITIES.map((severity) =>
				and(
					eq(penalty.severity, severity),
					gte(penalty.publishedOn, earliestShown(today, months[severity]))
				)
			)
		)
	);
}

async function monthsBySeverity(orm: AnyOrm, region: string): Promise<Months> {
	const rows = await orm
		.select({ variant: deadlineParameter.variant, amount: deadlineParameter.amount })
		.from(deadlineParameter)
		.where(and(eq(deadlineParameter.region, region), eq(deadlineParameter.duty, 'exposure')));
	const months = Object.fromEntries(rows.map((row) => [row.variant, row.amount]));
	return Object.fromEntries(
		SEVERITIES.map((severity) => [severity, months[severity] ?? 0])
	) as Months;
}

const literal = (value: string) => value.replace(/[\\%_]/g, '\\$&');
