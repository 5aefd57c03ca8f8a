/** Answers of HJ 212, ST 91 (系统交互): HJ 212-2017 §6.6.4 and annex C. */
import { encodeFrame } from './frame';
import { encodeSegment, type Packet } from './segment';

/** QnRtn, what 9011 says of a request. */
export const QN_RTN = {
	accepted: 1,
	refused: 2,
	pw: 3,
	mn: 4,
	st: 5,
	flag: 6,
	qn: 7,
	cn: 8,
	crc: 9,
	unknown: 100
} as const;

/** ExeRtn, what 9012 says of an execution. */
export const EXE_RTN = {
	done: 1,
	failed: 2,
	condition: 3,
	timeout: 4,
	busy: 5,
	fault: 6,
	noData: 100
} as const;

export type Answer =
	/** 请求应答 */
	| { cn: '9011'; qnRtn: (typeof QN_RTN)[keyof typeof QN_RTN] }
	/** 执行结果 */
	| { cn: '9012'; exeRtn: (typeof EXE_RTN)[keyof typeof EXE_RTN] }
	/** 通知应答, 数据应答 */
	| { cn: '9013' | '9014' }
	/** 心跳, of 2025; no answer, but shaped like one */
	| { cn: '9015' };

/** Whom it is for: the packet that is answered, or its head as far as it was understood. */
export type Addressee = Pick<Packet, 'qn' | 'pw' | 'mn'> & {
	flag: Pick<Packet['flag'], 'version'>;
};

/**
 * The whole frame of an answer, in the version of what it answers; it asks for no answer itself.
 * From 2017 on QN stands in the head; in 2005 it stood in the data area.
 * @throws RangeError without QN, with a PW or MN that cannot be written, for 9015 of 2005
 */
export function encodeAnswer(to: Addressee, answer: Answer): Buffer {
	const { version } = to.flag;
	const old = version === 2005;
	if (to.qn === null) throw new RangeError('没有 QN，无从应答');
	if (old && answer.cn === '9015') throw new RangeError('HJ/T 212-2005 没有心跳 9015');
	const fields = [
		...(old ? [{ name: 'QN', value: to.qn }] : []),
		...('qnRtn' in answer ? [{ name: 'QnRtn', value: String(answer.qnRtn) }] : []),
		...('exeRtn' in answer ? [{ name: 'ExeRtn', value: String(answer.exeRtn) }] : [])
	];
	return encodeFrame(
		encodeSegment({
			qn: old ? null : to.qn,
			st: '91',
			cn: answer.cn,
			pw: to.pw,
			mn: to.mn,
			flag: { version, answer: false, split: false },
			pnum: null,
			pno: null,
			resent: false,
			cp: fields.map((field) => [field])
		})
	);
}
