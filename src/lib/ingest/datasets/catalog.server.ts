/** 监管事项目录清单, 检查实施清单, 监管计划. */
import { Checklist, Item, Plan } from '../../domain/catalog/model';
import { types } from '../../domain/types.server';
import { dateOf } from '../../metrics/period';
import type { Dataset } from '../dataset';
import { CHECKLIST, ITEM } from './examples';

export const CATALOG_DATASETS: Dataset[] = [
	{
		name: 'items',
		title: '监管事项目录清单',
		type: types.item,
		schema: Item,
		time: 'assignedAt',
		sealed: (_row, _index, key) => ({ subject: key, fields: ['responsibleLeader', 'handler'] }),
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			itemCode: ITEM,
			itemName: '对煤矿安全生产的监督检查',
			itemKind: 'sub',
			basis: '《煤矿安全生产条例》',
			objectKind: '煤矿企业',
			method: ['inspection', 'penalty'],
			handling: '责令改正，依法处罚',
			office: '煤矿安全监督检查大队',
			state: 'claimed',
			assignedAt: dateOf(now)
		})
	},
	{
		name: 'checklists',
		title: '检查实施清单',
		type: types.checklist,
		schema: Checklist,
		time: 'compiledAt',
		happened: ['publishedAt'],
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			superviseItemCheckIcode: CHECKLIST,
			itemCode: ITEM,
			checklistName: '煤矿安全生产检查实施清单',
			matterClass: 'key',
			checkModes: ['field'],
			checkItems: [
				{
					checkItem: '通风与瓦斯管理',
					contents: [
						{
							content: '采煤工作面甲烷传感器的安设位置和调校记录',
							contentCode: 'TF-01',
							checkMethod: '查看现场安设位置，核对近三个月调校记录',
							checkType: 'daily'
						}
					]
				}
			],
			compiledAt: dateOf(now)
		})
	},
	{
		name: 'plans',
		title: '监管计划',
		type: types.plan,
		schema: Plan,
		happened: ['approvedOn'],
		example: (id, now) => {
			const year = Number(dateOf(now).slice(0, 4));
			return {
				id,
				department: 'nengyuan',
				planId: `JH-${id}`,
				planName: `${year} 年煤矿安全双随机抽查计划`,
				planYear: year,
				planType: 'random',
				itemCodes: [ITEM],
				objectKind: '煤矿企业',
				matterClass: 'general',
				checkModes: ['field', 'paper'],
				samplingRatio: 5,
				frequency: '每年 1 次',
				startDate: `${year}-01-01`,
				endDate: `${year}-12-31`
			};
		}
	}
];
