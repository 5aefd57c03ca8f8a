/** What a station is told: why its bytes are no frame, which QnRtn that is, and whom an answer goes to. */
import type { FieldError } from '../../standards/fields';
import { encodeAnswer, QN_RTN, type Addressee, type Answer } from '../../standards/hj212/answers';
import { encodeFrame } from '../../standards/hj212/frame';
import { encodeSegment, headOf, splitSegment, type Packet } from '../../standards/hj212/segment';
import type { Fault } from '../../standards/hj212/stream';
import { digitsOf } from '../../standards/hj212/time';

const FAULTS: Record<Fault, string> = {
	header: '不是以 ## 和 4 位长度开头的数据包',
	length: '数据段长度超过上限',
	cut: '数据包不完整：下一包或断线先于包尾',
	terminator: '数据段之后不是 CRC 和回车换行，长度可能有误',
	crc: 'CRC 校验不符',
	locked: '数据区已加密，而此设备没有登记 SM4 密钥',
	segment: '数据段缺少 CP=&&…&&'
};

export const faultError = (fault: Fault): FieldError => ({
	field: 'frame',
	code: fault,
	message: FAULTS[fault]
});

export type QnRtn = (typeof QN_RTN)[keyof typeof QN_RTN];

const BY_FIELD: Record<string, QnRtn> = {
	ST: QN_RTN.st,
	Flag: QN_RTN.flag,
	QN: QN_RTN.qn,
	CN: QN_RTN.cn,
	PW: QN_RTN.pw,
	MN: QN_RTN.mn
};

export const qnRtnOf = (errors: FieldError[]): QnRtn =>
	errors.map(({ field }) => BY_FIELD[field]).find((code) => code !== undefined) ?? QN_RTN.refused;

/** Whom it is from, out of a segment that is not understood in full; null where no answer is wanted or possible. */
export function addresseeOf(segment: Buffer): Addressee | null {
	const split = splitSegment(segment);
	if (!split) return null;
	const { values } = headOf(split.head);
	const flag = Number(values.get('Flag'));
	const [qn, pw, mn] = ['QN', 'PW', 'MN'].map((name) => values.get(name));
	if (qn === undefined || pw === undefined || mn === undefined || !(flag & 1)) return null;
	return { qn, pw, mn, flag: { version: flag >> 2 === 2 ? 2025 : 2017 } };
}

/** Null where what it answers cannot be named: uploads of 2005 have no QN. */
export function frameOf(to: Addressee, answer: Answer): Buffer | null {
	try {
		return encodeAnswer(to, answer);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** 1012 设置现场机时间, for the instrument that the station asks for, if it names one. */
export function setTime(packet: Packet, now: Date): Buffer {
	const instrument = packet.cp.find(([field]) => field?.name === 'PolId');
	return encodeFrame(
		encodeSegment({
			...packet,
			qn: digitsOf(now, 17),
			cn: '1012',
			flag: { version: packet.flag.version, answer: true, split: false },
			resent: false,
			cp: [...(instrument ? [instrument] : []), [{ name: 'SystemTime', value: digitsOf(now, 14) }]]
		})
	);
}
