/** Whose frame it is: a registered MN, its password, and its key where it has one. */
import { QN_RTN } from '../../standards/hj212/answers';
import type { Packet } from '../../standards/hj212/segment';
import { isSealedCommand } from '../../standards/hj212/sm4.server';
import type { QnRtn } from './answering';
import type { Device, Registry } from './registry.server';

export type Identified =
	| { device: Device }
	| {
			device: null;
			field: string;
			code: string;
			reason: string;
			qnRtn: QnRtn;
			source: string | null;
	  };

/** @throws where an MN is not known and the database, which might know it, is away */
export async function identify(
	registry: Registry,
	packet: Packet,
	sealed: boolean
): Promise<Identified> {
	let devices = registry.find(packet.mn);
	if (devices.length === 0) {
		await registry.refresh();
		devices = registry.find(packet.mn);
	}
	const [device] = devices;
	const no = (field: string, code: string, reason: string, qnRtn: QnRtn) => ({
		...{ device: null, field, code, reason, qnRtn },
		source: devices.length === 1 ? device!.source : null
	});
	if (!device) return no('MN', 'unknown_device', '没有登记此 MN 的设备', QN_RTN.mn);
	if (devices.length > 1) {
		const keys = devices.map(({ key }) => key).join('、');
		return no('MN', 'ambiguous', `多台设备登记了同一 MN：${keys}`, QN_RTN.mn);
	}
	if (device.erased) return no('PW', 'erased', '设备的访问密码或密钥已删除，请重新登记', QN_RTN.pw);
	if (device.password !== null && device.password !== packet.pw)
		return no('PW', 'password', '访问密码 PW 与登记的不符', QN_RTN.pw);
	if (device.sm4 && !sealed && isSealedCommand(packet.cn)) {
		return no('CP', 'unsealed', '设备登记了 SM4 密钥，而数据区没有加密', QN_RTN.refused);
	}
	return { device };
}
