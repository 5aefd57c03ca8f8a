/** 主体关联 (第18条): whoever writes a subject marks the acts that waited for it. Head held. */
import type postgres from 'postgres';
import type { Change } from '../../ledger/change.server';
import type { Base } from '../../ledger/record';
import { fromColumns, type RecordType } from '../../ledger/type.server';
import { knownSubjects } from '../subjects/reads.server';
import { types } from '../types.server';
import type { Kept } from './receipt';

type Tx = postgres.TransactionSql;

const ACTS: RecordType[] = [types.inspection, types.penalty, types.coercion, types.other_act];

interface Written {
	item: { dataset: { type: RecordType } };
	before: Base | undefined;
	row: Base;
}

type Act = Base & Kept & { administrativeCpUiCode: string };
type Subject = Base & { creditCode: string };

export interface Learnt {
	/** Acts written before, whose subject is known now, or no longer. */
	acts: Change[];
	/** Rows of this turn that were marked anew. */
	changed: Set<Base>;
}

export async function learn(tx: Tx, region: string, written: Written[]): Promise<Learnt> {
	const known = await changedSubjects(tx, region, written);
	const acts = written
		.filter(({ item }) => ACTS.includes(item.dataset.type))
		.map(({ row }) => row as Act);
	const inTurn = new Set(acts.map(({ key }) => key));
	const changed = await markOwn(tx, region, acts, known);
	const others = await Promise.all(ACTS.map((type) => markOthers(tx, region, type, known, inTurn)));
	return { changed, acts: others.flat() };
}

/** Which codes this turn makes known, and which it takes away. */
async function changedSubjects(
	tx: Tx,
	region: string,
	written: Written[]
): Promise<Map<string, boolean>> {
	const known = new Map<string, boolean>();
	const subjects = written.filter(({ item }) => item.dataset.type === types.subject);
	if (subjects.length === 0) return known;
	const lost = subjects.flatMap(({ before, row }) => {
		const was = (before as Subject | undefined)?.creditCode;
		return was && (row.withdrawn || was !== (row as Subject).creditCode) ? [was] : [];
	});
	if (lost.length > 0) {
		// Another source may know it too.
		const keys = subjects.map(({ row }) => row.key);
		const left = await tx<{ code: string }[]>`
			select credit_code as code from subject
			where region = ${region} and credit_code = any(${lost}) and not withdrawn and key <> all(${keys})`;
		for (const code of lost)
			known.set(
				code,
				left.some((one) => one.code === code)
			);
	}
	for (const { row } of subjects) {
		if (!row.withdrawn) known.set((row as Subject).creditCode, true);
	}
	return known;
}

/** A subject may have come since this turn was prepared, or come in it. */
async function markOwn(
	tx: Tx,
	region: string,
	acts: Act[],
	inTurn: Map<string, boolean>
): Promise<Set<Base>> {
	const changed = new Set<Base>();
	const waiting = acts.filter(({ matched }) => matched === false);
	if (waiting.length === 0) return changed;
	const codes = waiting.map(({ administrativeCpUiCode }) => administrativeCpUiCode);
	const known = await knownSubjects(tx, region, codes);
	for (const act of waiting) {
		const code = act.administrativeCpUiCode;
		if (!(inTurn.get(code) ?? known.has(code))) continue;
		act.matched = true;
		changed.add(act);
	}
	return changed;
}

async function markOthers(
	tx: Tx,
	region: string,
	type: RecordType,
	known: Map<string, boolean>,
	inTurn: Set<string>
): Promise<Change[]> {
	const select = async (matched: boolean) => {
		const codes = [...known].filter(([, is]) => is === matched).map(([code]) => code);
		if (codes.length === 0) return [];
		return tx`
			select * from ${tx(type.name)} where region = ${region} and matched = ${!matched}
				and administrative_cp_ui_code = any(${codes}) order by key`;
	};
	const rows = (await Promise.all([select(true), select(false)])).flat();
	return rows.flatMap((raw): Change[] => {
		const { seq: _, ...before } = fromColumns<Act & { seq: number }>(type, raw);
		if (inTurn.has(before.key)) return [];
		const row: Act = { ...before, matched: !before.matched };
		return [{ type, row, verb: row.matched ? 'matched' : 'unmatched', replaces: true }];
	});
}
