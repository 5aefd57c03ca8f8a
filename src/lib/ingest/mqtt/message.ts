/**
 * What comes by MQTT. No standard names the topics; ours are
 * `pl/<region>/<department>/<credit code>/<point code>/{telemetry|event|status}`.
 */
import { z } from 'zod';
import { Flag } from '../../domain/monitoring/model';
import { named, text } from '../../standards/fields';

export const KINDS = ['telemetry', 'event', 'status'] as const;

/** Which point it is: its code, or its factor where it has none, or its id. Of a status, also the id of its device. */
export interface Address {
	department: string;
	creditCode: string;
	code: string;
}

export interface Topic extends Address {
	kind: (typeof KINDS)[number];
}

export const topicsOf = (region: string) => `pl/${region}/#`;

export function parseTopic(region: string, topic: string): Topic | { reason: string } {
	const [root, area, department, creditCode, code, kind, ...more] = topic.split('/');
	const whole = department && creditCode && code && kind && more.length === 0;
	if (root !== 'pl' || area !== region || !whole) {
		return { reason: `主题应为 pl/${region}/部门代码/统一社会信用代码/测点编码/报文类别` };
	}
	if (!KINDS.includes(kind as Topic['kind'])) {
		return { reason: `报文类别应为 ${KINDS.join('、')} 之一，现为 ${kind}` };
	}
	return { department, creditCode, code, kind: kind as Topic['kind'] };
}

/** Milliseconds of 2000 and of 2200: seconds instead of milliseconds are refused. */
const FROM = 946_684_800_000;
const UNTIL = 7_258_118_400_000;

export const Telemetry = z.strictObject({
	ts: named(
		z.union([z.iso.datetime({ offset: true }), z.int().min(FROM).max(UNTIL)], {
			error: '应为带时区的时间 2026-11-23T10:32:00+08:00，或自 1970 年起的毫秒数'
		}),
		'数据时间'
	).transform((ts) => (typeof ts === 'string' ? ts : new Date(ts).toISOString())),
	v: named(z.number(), '数值'),
	unit: named(text(20).optional(), '单位，须与登记的测点一致'),
	flag: named(Flag.default('N'), '数据标记（HJ 212）'),
	seq: named(z.int().min(0).optional(), '序号，由终端自用'),
	/** Taken and not checked: no keys are agreed on. Who may publish where, the broker says. */
	sig: named(text(200).optional(), '签名')
});
export type Telemetry = z.infer<typeof Telemetry>;

/** Null: not JSON in UTF-8. */
export function parseJson(payload: Uint8Array): { value: unknown } | null {
	try {
		const decoder = new TextDecoder('utf-8', { fatal: true });
		return { value: JSON.parse(decoder.decode(payload)) as unknown };
	} catch {
		return null;
	}
}
