import { ownScope, seesDistrict } from '$lib/domain/access/actor';
import {
	readDevices,
	readUnknownDevices,
	type DeviceRow,
	type UnknownDevice
} from '$lib/domain/quality/devices.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { enter, requireScope } from '../entry.server';
import { recordPath, withQuery } from '../places';
import type { PageServerLoad } from './$types';

const KINDS: Record<string, string> = {
	hj212: 'HJ 212 数采仪',
	mqtt: '物联网终端',
	mine: '煤矿联网文件',
	video: '视频通道',
	other: '其他'
};
const STATES: Record<string, string> = { enabled: '启用', maintenance: '检修', stopped: '停运' };

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const { rows, region, reference, now } = app();
	const at = now();
	const query = event.url.searchParams;
	const list = (name: 'devices' | 'video') => ({ video: name === 'video', after: query.get(name) });
	const [devices, video, unknown] = await answered(
		rows.as(person, at, (sql) =>
			Promise.all([
				readDevices(sql, region, list('devices')),
				readDevices(sql, region, list('video')),
				readUnknownDevices(sql, region)
			])
		)
	);
	const of = (name: 'devices' | 'video', { rows, next }: typeof devices) => ({
		rows: rows.map(shown),
		paged: query.has(name),
		next: next && `${withQuery('/desk/devices', { [name]: next })}#${name}`
	});
	return {
		now: at.getTime(),
		district: seesDistrict(person),
		department: person.department && reference.departmentName(person.department),
		devices: of('devices', devices),
		video: of('video', video),
		unknown: unknown.map(knocked)
	};
};

function shown({ key, department, township, lastAt, kind, state, ...device }: DeviceRow) {
	const { reference } = app();
	return {
		...device,
		...{ key, href: recordPath(key) },
		kind: KINDS[kind] ?? kind,
		state: STATES[state] ?? state,
		department: reference.departmentName(department),
		township: township && reference.townshipName(township),
		lastAt: lastAt?.toISOString() ?? null
	};
}

const knocked = ({ door, firstAt, lastAt, ...device }: UnknownDevice) => ({
	...device,
	door: KINDS[door] ?? door,
	firstAt: firstAt.toISOString(),
	lastAt: lastAt.toISOString()
});
