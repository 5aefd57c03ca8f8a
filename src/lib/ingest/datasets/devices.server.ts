/** What sends, and which systems are to dock. */
import { carrySystem, System } from '../../domain/docking/model';
import { Device } from '../../domain/monitoring/model';
import { types } from '../../domain/types.server';
import { dateOf } from '../../metrics/period';
import type { Dataset } from '../dataset';

export const DEVICE_DATASETS: Dataset[] = [
	{
		name: 'devices',
		title: '接入设备和视频通道',
		type: types.device,
		schema: Device,
		subjectCode: 'creditCode',
		sealed: (_row, _index, key) => ({ subject: key, fields: ['password', 'sm4Key'] }),
		example: (id) => ({
			id,
			department: 'shengtai',
			township: '140603200',
			deviceName: '示例企业 1 号排口数采仪',
			kind: 'hj212',
			mn: '140603A8900016F000169DC0',
			password: '123456',
			protocol: '2017'
		})
	},
	{
		name: 'systems',
		title: '对接系统',
		type: types.system,
		schema: System,
		time: 'registeredAt',
		carry: (row, present) => carrySystem(row as never, present as never),
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			systemName: '煤矿安全监控联网系统',
			systemKind: 'department',
			registeredAt: dateOf(now)
		})
	}
];
