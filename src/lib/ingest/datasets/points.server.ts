/** 非现场监测点位. */
import { Point } from '../../domain/monitoring/model';
import { carryPoint } from '../../domain/monitoring/rules';
import { types } from '../../domain/types.server';
import type { Dataset } from '../dataset';
import { CODE } from './examples';

export const POINT_DATASETS: Dataset[] = [
	{
		name: 'points',
		title: '非现场监测点位',
		type: types.point,
		schema: Point,
		subjectCode: 'creditCode',
		carry: (row, present, receivedAt) => carryPoint(row as never, present as never, receivedAt),
		example: (id) => ({
			id,
			department: 'nengyuan',
			township: '140603200',
			pointName: '示例矿 采煤工作面 T1 甲烷',
			field: 'coal',
			factor: 'ch4',
			unit: '%CH4',
			interval: 300,
			creditCode: CODE
		})
	}
];
