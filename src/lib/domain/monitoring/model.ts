/** 非现场监管 (第32条): points, what they send, and what it means. */
import { z } from 'zod';
import { moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const FIELDS = ['coal', 'environment', 'special', 'food', 'hazmat', 'wind'] as const;
/** 煤矿, 环保, 特种设备, 食品, 危化运输, 风电 */
export const Field = z.enum(FIELDS);

/** A record of another dataset: its id within the same source, or its whole key. */
const recordId = (type: 'point' | 'device') =>
	z
		.string()
		.regex(
			new RegExp(`^(${type}/[^\\s/?#%\\\\]{1,64}/)?[^\\s/?#%\\\\]{1,100}$`, 'u'),
			`应为 id，或完整的键 ${type}/来源/id`
		);

export const Point = z.strictObject({
	...row,
	pointName: named(text(100), '测点名称'),
	field: named(Field, '领域：煤矿、环保、特种设备、食品、危化运输、风电'),
	factor: named(text(40), '监测因子，如 ch4、a21026'),
	unit: named(text(20), '单位'),
	interval: named(z.int().min(1).max(86_400), '上报间隔，秒'),
	creditCode: named(text(18).optional(), '所属单位统一社会信用代码'),
	location: named(text(200).optional(), '安装位置'),
	device: named(recordId('device').optional(), '所属设备：本来源 devices 中的 id，或完整的键'),
	code: named(
		text(60).optional(),
		'设备报文中的编码：HJ 212 因子编码，煤矿测点编码；未填则同监测因子'
	),
	state: named(
		z.enum(['enabled', 'maintenance', 'stopped']).default('enabled'),
		'状态：启用、检修、停运'
	)
});
export type Point = z.infer<typeof Point>;

const HTTP = z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(500);

/** What sends readings or pictures: its protocol, and what that needs. */
export const Device = z
	.strictObject({
		...row,
		deviceName: named(text(100), '设备名称'),
		kind: named(
			z.enum(['hj212', 'mqtt', 'mine', 'video', 'other']),
			'接入方式：HJ 212 数采仪、MQTT 终端、煤矿联网文件、GB/T 28181 视频通道、其他'
		),
		creditCode: named(text(18).optional(), '所属单位统一社会信用代码'),
		location: named(text(200).optional(), '安装位置'),
		state: named(
			z.enum(['enabled', 'maintenance', 'stopped']).default('enabled'),
			'状态：启用、检修、停运'
		),
		mn: named(
			z
				.string()
				.trim()
				.toUpperCase()
				.regex(/^[0-9A-F]{14,24}$/, '设备唯一标识 MN 应为 14 至 24 位的 0-9、A-F')
				.optional(),
			'设备唯一标识 MN（HJ 212）'
		),
		password: named(text(20).optional(), '访问密码 PW（HJ 212），密封保存'),
		protocol: named(z.enum(['2017', '2025']).optional(), 'HJ 212 版本，未填则按 2017'),
		crc: named(
			z.enum(['strict', 'modbus']).optional(),
			'CRC 算法：strict 只认标准算法，modbus 兼认 Modbus 算法；未填则 strict'
		),
		sm4Key: named(
			z
				.string()
				.regex(/^[0-9A-Fa-f]{32}$/, 'SM4 密钥应为 32 位十六进制')
				.optional(),
			'SM4 密钥（HJ 212-2025），密封保存'
		),
		sm4Padding: named(
			z.enum(['none', 'zero', 'space', 'pkcs7']).optional(),
			'SM4 补齐方式，标准未定；未填则 none：整块加密，余下的不加密'
		),
		mineCode: named(
			z
				.string()
				.regex(/^\d{12}$/, '煤矿编码应为 12 位数字')
				.optional(),
			'煤矿编码（MT/T 1201）'
		),
		channelId: named(
			z
				.string()
				.regex(/^\d{20}$/, '通道编码应为 20 位数字')
				.optional(),
			'视频通道编码（GB/T 28181）'
		),
		playUrl: named(HTTP.optional(), '播放地址，由流媒体网关提供'),
		snapshotUrl: named(HTTP.optional(), '截图地址，由流媒体网关提供'),
		status: named(z.enum(['online', 'offline']).optional(), '视频通道状态，由流媒体网关报送')
	})
	.superRefine((device, issue) => {
		const needed = { hj212: 'mn', mine: 'mineCode', video: 'channelId' } as const;
		const field = needed[device.kind as keyof typeof needed];
		if (field && device[field] === undefined) {
			issue.addIssue({ code: 'custom', path: [field], message: '此接入方式须填写本项' });
		}
	});
export type Device = z.infer<typeof Device>;

export interface DeviceRecord extends Base {
	deviceName: string;
	kind: Device['kind'];
	creditCode: string | null;
	state: Device['state'];
	mn: string | null;
	/** Sealed, as is the key. */
	password: string | null;
	protocol: '2017' | '2025' | null;
	crc: 'strict' | 'modbus' | null;
	sm4Key: string | null;
	sm4Padding: 'none' | 'zero' | 'space' | 'pkcs7' | null;
	mineCode: string | null;
}

export const deviceFacts = (_record: Base): Fact[] => [];

/** HJ 212 flags: N 正常, F 停运, M 维护, S 手工, D 故障, C 校准, T 超上限, B 通讯异常. */
export const Flag = z.enum(['N', 'F', 'M', 'S', 'D', 'C', 'T', 'B']);
export type Flag = z.infer<typeof Flag>;

/** A reading is identified by its point and time; it never enters the ledger. */
export const Reading = z.strictObject({
	point: named(recordId('point'), '测点：本来源 points 中的 id，或完整的键 point/来源/id'),
	time: named(moment, '数据时间'),
	value: named(z.number(), '数值，单位同测点'),
	flag: named(Flag.default('N'), '数据标记（HJ 212）')
});
export type Reading = z.infer<typeof Reading>;

export interface PointRecord extends Base {
	state: Point['state'];
	/** Kept by the cockpit: has it been heard within its limit? */
	online: boolean;
}

/** Points under registered 停运 or 检修 are not in the denominator of K-10. */
export function pointFacts(p: PointRecord): Fact[] {
	if (p.withdrawn || p.state !== 'enabled') return [];
	return [{ t: null, marks: p.online ? ['point.enabled', 'point.online'] : ['point.enabled'] }];
}

export interface Alarm extends Base {
	point: string;
	rule: string;
	field: z.infer<typeof Field>;
	level: number;
	factor: string;
	unit: string;
	threshold: number;
	/** The value that raised it, and the worst since. */
	value: number;
	raisedAt: Date;
	clearedAt: Date | null;
}

export function alarmFacts(a: Alarm): Fact[] {
	if (a.withdrawn || a.clearedAt) return [];
	return [{ t: null, marks: ['alarm.open', `alarm.open.${a.level}`] }];
}
