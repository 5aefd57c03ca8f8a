/** A verification in words. Of the ledger of records it says how many and which entry, never what it is about. */
import type { VerificationState } from '$lib/domain/audit/verification.server';
import { moment } from '../../../wording';

const FAULTS: [RegExp, string][] = [
	[/^its hash does not follow/, '哈希与前一条不衔接'],
	[/^its record version is missing/, '对应的内容已不存在'],
	[/^its record version does not match/, '内容与入账时的摘要不符'],
	[/^the entry is missing/, '这一条已不存在'],
	[/^the head does not carry/, '末条哈希与台账头不符'],
	[/^an entry stands beyond/, '台账头之后另有条目'],
	[/^a record version stands there/, '有内容没有入账'],
	[/^it contradicts the root printed on (\S+)/, '与 $1 公布的日根不符'],
	[/^the ledger ends before entry \d+ of the root printed on (\S+)/, '台账短于 $1 公布的日根']
];

export function stateOf({ running, done, of, result, at, ended }: VerificationState) {
	return {
		running,
		done,
		of,
		ended,
		entries: result?.entries ?? 0,
		bad: result?.bad ? { seq: result.bad.seq, fault: faultOf(result.bad.reason) } : null,
		at: at && moment(at.toISOString()).slice(0, 16)
	};
}

function faultOf(reason: string): string {
	for (const [pattern, words] of FAULTS) {
		const found = pattern.exec(reason);
		if (found) return words.replace('$1', found[1] ?? '');
	}
	return '与入账时不符';
}
