/** 业务条线 of the departments for industry, energy, safety and finance of projects. Laws are named without articles. */
import type { Line } from './departments';

const SAFETY = '《中华人民共和国安全生产法》';
const ROAD = '《中华人民共和国道路运输条例》';

export const INDUSTRY_LINES: Record<string, Line[]> = {
	nengyuan: [
		{
			name: '煤矿安全',
			object: '煤矿企业',
			law: `${SAFETY}《煤矿安全生产条例》`,
			industries: ['coal'],
			matters:
				'通风与瓦斯防治、矿井水害防治、顶板管理、安全监控系统运行、领导带班下井、露天采场边坡管理、下井人数限员',
			force: '查封作业场所、扣押设备器材'
		},
		{
			name: '煤炭洗选',
			object: '煤炭洗选企业',
			law: '《山西省煤炭管理条例》',
			industries: ['washing'],
			matters: '洗选项目手续、煤泥与矸石处置、储煤场封闭、煤质管理'
		},
		{
			name: '新能源与电力',
			object: '发电企业',
			law: '《电力监管条例》《电力设施保护条例》',
			industries: ['wind', 'pv'],
			matters: '风电机组运行安全、光伏场站消防、电力设施保护、涉网安全、检修作业票执行'
		}
	],
	fagai: [
		{
			name: '投资项目',
			object: '企业投资项目单位',
			law: '《企业投资项目核准和备案管理条例》',
			industries: ['material', 'wind', 'pv'],
			matters: '备案信息真实性、按核准内容建设、节能审查意见落实'
		},
		{
			name: '粮食流通',
			object: '粮食经营者',
			law: '《粮食流通管理条例》',
			industries: ['food', 'crop'],
			matters: '政策性粮食收储、粮食质量管理、粮食流通统计、仓储设施安全',
			force: '查封、扣押非法收购或者不符合标准的粮食'
		}
	],
	gongxin: [
		{
			name: '工业节能',
			object: '工业企业',
			law: '《中华人民共和国节约能源法》',
			industries: ['material', 'washing', 'food'],
			matters: '淘汰落后用能设备、能耗限额执行、能源计量器具配备、节能管理岗位设置'
		},
		{
			name: '民爆与技改',
			object: '工业项目单位',
			law: '《民用爆炸物品安全管理条例》',
			industries: ['coal', 'material'],
			matters: '民爆物品使用备案、技改项目备案内容、安全评价结果运用'
		},
		{
			name: '商务流通',
			object: '商贸企业',
			law: '《成品油流通管理办法》',
			industries: ['fuel', 'retail'],
			matters: '成品油经营资格、单用途预付卡备案、二手车经营主体备案'
		}
	],
	yingji: [
		{
			name: '危险化学品',
			object: '危险化学品单位',
			law: `${SAFETY}《危险化学品安全管理条例》`,
			industries: ['chemical', 'fuel', 'gas'],
			matters: '重大危险源监控、特殊作业审批、储存禁忌、人员持证上岗、气体检测报警',
			force: '查封、扣押不符合保障安全生产标准的设施、设备'
		},
		{
			name: '工贸安全',
			object: '工贸企业',
			law: SAFETY,
			industries: ['material', 'food', 'washing'],
			matters: '有限空间作业、粉尘防爆、隐患排查治理、安全教育培训、相关方管理'
		},
		{
			name: '烟花与应急',
			object: '生产经营单位',
			law: '《烟花爆竹安全管理条例》《生产安全事故应急条例》',
			industries: ['firework', 'retail', 'coal'],
			matters: '烟花爆竹零售点安全、应急预案演练、应急物资储备、事故整改措施落实',
			force: '扣押非法经营的烟花爆竹'
		}
	],
	kaifaqu: [
		{
			name: '园区企业',
			object: '园区企业',
			law: `${SAFETY}《山西省开发区条例》`,
			industries: ['material', 'food', 'chemical', 'tech'],
			matters: '安全生产主体责任落实、承诺事项履约、标准地指标、厂区消防、环保设施运行'
		},
		{
			name: '园区建设',
			object: '园区建设项目',
			law: '《建设工程质量管理条例》',
			industries: ['build', 'material'],
			matters: '开工条件、施工扬尘、施工许可执行、临时用电、工程款支付'
		}
	],
	xiaofang: [
		{
			name: '消防监督',
			object: '消防安全重点单位',
			law: '《中华人民共和国消防法》',
			industries: ['lodging', 'leisure', 'retail', 'catering', 'school', 'care'],
			matters:
				'疏散通道与安全出口、消防设施完好、自动报警系统、电气线路、燃气使用、消防控制室值班、装修材料燃烧性能',
			force: '临时查封危险部位或者场所'
		},
		{
			name: '开业与产品',
			object: '公众聚集场所',
			law: '《中华人民共和国消防法》',
			industries: ['lodging', 'leisure', 'catering', 'retail'],
			matters: '开业前消防安全、消防产品质量、维护保养合同、灭火疏散预案'
		}
	],
	jiaotong: [
		{
			name: '道路货运',
			object: '道路货物运输经营者',
			law: ROAD,
			industries: ['freight'],
			matters: '车辆动态监控、货运源头治超、从业资格管理、车辆技术档案'
		},
		{
			name: '危险货物运输',
			object: '危险货物运输企业',
			law: `《危险货物道路运输安全管理办法》${ROAD}`,
			industries: ['hazmat'],
			matters: '电子运单填报、押运人员配备、罐体检验、卫星定位装置运行',
			force: '扣押违法运输车辆'
		},
		{
			name: '维修与驾培',
			object: '机动车维修和驾培机构',
			law: ROAD,
			industries: ['repair'],
			matters: '维修备案、维修质量保证、危险废物分类存放、培训学时记录'
		}
	],
	'jiaotong-zhifa': [
		{
			name: '治超执法',
			object: '货运车辆',
			law: `《公路安全保护条例》${ROAD}`,
			industries: ['freight'],
			matters: '超限运输、沿途抛洒、擅自改装车辆、无通行证行驶',
			offences: true,
			force: '扣留违法超限运输车辆'
		},
		{
			name: '客货运稽查',
			object: '道路运输经营者',
			law: ROAD,
			industries: ['freight', 'hazmat'],
			matters: '无证经营、未携带危险货物运单、无从业资格驾驶、疲劳驾驶',
			offences: true
		},
		{
			name: '路政',
			object: '涉路单位',
			law: '《中华人民共和国公路法》',
			industries: ['build', 'material'],
			matters: '涉路施工许可、公路用地占用、公路附属设施、非公路标志'
		}
	]
};
