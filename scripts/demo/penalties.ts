/** Penalties that follow an inspection: decided, published, some withdrawn when a decision is revoked. */
import { common, type Act } from './act';
import { offenceOf } from './catalogue';
import * as names from './names';
import { arrival, nextOffice } from './rhythm';
import { addMonths, addWorkdays, dayOf, dayText, HOUR, momentOf, shift, yearOf } from './time';
import type { DemoEvent, Row } from './world';

const KINDS = { fine: 62, warning: 26, confiscation: 6, closure: 3, licence: 2, other: 1 };
const SEVERITIES = { minor: 38, general: 52, serious: 10 };
const RESULTS = {
	warning: '予以警告',
	confiscation: '没收违法所得',
	closure: '责令停业整顿',
	licence: '暂扣许可证件',
	other: '责令限期改正'
};
/** 国办发〔2025〕22号: months for which a decision may be shown. */
const MONTHS = { minor: [1, 3], general: [3, 12], serious: [12, 36] } as const;

export function penalty(act: Act): DemoEvent[] {
	const { r, profile, world, number, item } = act;
	const decided = addWorkdays(dayOf(act.at), r.chance(0.25) ? r.integer(0, 2) : r.integer(5, 26));
	const decidedAt = momentOf(decided, r.between(530, 1060));
	const code = item.code.slice(0, 10) + '2000';
	const matching = world
		.itemsOf(profile.code, 'penalty')
		.find((candidate) => candidate.code === code);
	const kind = r.weighted(KINDS);
	const severity = r.weighted(SEVERITIES);
	const fine =
		kind === 'fine'
			? fineOf(severity, r.next()) * (act.subject.kind === 'enterprise' ? 5 : 1)
			: null;
	const row = {
		id: `CF-${number}`,
		...common(act, matching ?? item),
		...person(act),
		punishActionName: `${offenceOf(item)}案`,
		punishActionCode: `CF-${number}`,
		checkActionCode: `JC-${number}`,
		caseSource: 'inspection',
		illegalFact: `经查，当事人有${offenceOf(item)}的行为，事实清楚，证据确凿。${names.MARK}`,
		punishBasis: `《中华人民共和国行政处罚法》${item.line.law}`,
		punishProcedure: r.weighted({ summary: 30, ordinary: 67, hearing: 3 }),
		punishDocumentNumber: `平${profile.word}罚〔${yearOf(decided)}〕${r.integer(1, 900)}号${names.MARK}`,
		decisionDate: dayText(decided),
		punishKind: kind,
		...(fine === null ? {} : { fineAmount: fine }),
		punishResult: fine === null ? RESULTS[kind as keyof typeof RESULTS] : `罚款人民币${fine}元`,
		severity
	};
	return published(act, row, decided, arrival(r, profile, decidedAt), severity);
}

/** Some go out with the row itself, some are published days later in a second version; 1 % are revoked. */
function published(
	{ r }: Act,
	row: Row & { id: string },
	decided: number,
	at: Date,
	severity: keyof typeof MONTHS
): DemoEvent[] {
	const dataset = 'penalties';
	const isShown = row.administrativeCpNa === '2' && (severity !== 'minor' || r.chance(0.3));
	const on = addWorkdays(decided, r.integer(1, 9));
	const show = {
		publishedOn: dayText(on),
		publishUntil: dayText(addMonths(on, r.integer(MONTHS[severity][0], MONTHS[severity][1])))
	};
	const events: DemoEvent[] = [
		{ at, dataset, row: isShown && dayOf(at) >= on ? { ...row, ...show } : row }
	];
	if (isShown && dayOf(at) < on) {
		const publishedAt = nextOffice(r, momentOf(on, r.between(520, 1050)));
		events.push({ at: publishedAt, dataset, row: { ...row, ...show, version: 2 } });
	}
	if (r.chance(0.01)) {
		const last = events.at(-1)!;
		const revokedAt = nextOffice(r, shift(last.at, r.between(2, 25) * 24 * HOUR));
		const version = events.length + 1;
		events.push({ at: revokedAt, dataset, row: { ...last.row, version, withdrawn: true } });
	}
	return events;
}

/** Traffic and public security also fine drivers: natural persons, who are never published. */
function person({ r, profile }: Act): Row {
	const share = profile.code.startsWith('jiaotong') || profile.code === 'gongan' ? 0.35 : 0.02;
	if (!r.chance(share)) return {};
	return {
		administrativeCp: names.person(r),
		administrativeCpNa: '1',
		administrativeCpCeType: '111',
		administrativeCpUiCode: names.identity(r)
	};
}

function fineOf(severity: keyof typeof MONTHS, draw: number): number {
	const [low, high] = { minor: [100, 1000], general: [500, 6000], serious: [4000, 60_000] }[
		severity
	];
	return Math.round((low! + (high! - low!) * draw ** 2.5) / 100) * 100;
}
