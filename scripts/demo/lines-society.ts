/** 业务条线 of the departments for people, health and order. Laws are named without articles. */
import type { Line } from './departments';

export const SOCIETY_LINES: Record<string, Line[]> = {
	jiaoyu: [
		{
			name: '民办教育',
			object: '民办幼儿园和培训机构',
			law: '《中华人民共和国民办教育促进法》',
			industries: ['school'],
			matters: '办学许可条件保持、收费公示、教师资格、预收费监管、课程内容、安全防范设施'
		},
		{
			name: '校园安全',
			object: '学校和托育机构',
			law: '《校车安全管理条例》《学校食品安全与营养健康管理规定》',
			industries: ['school'],
			matters: '校车使用许可、食堂陪餐、消防疏散、宿舍管理'
		}
	],
	gongan: [
		{
			name: '治安管理',
			object: '特种行业和公共场所',
			law: '《中华人民共和国治安管理处罚法》《旅馆业治安管理办法》',
			industries: ['lodging', 'leisure', 'repair'],
			matters: '旅客住宿登记、未成年人入住询问、视频监控留存、从业人员登记、废旧金属收购登记',
			force: '扣押与案件有关的物品'
		},
		{
			name: '危爆物品',
			object: '涉危涉爆单位',
			law: '《民用爆炸物品安全管理条例》《危险化学品安全管理条例》',
			industries: ['coal', 'chemical', 'material'],
			matters: '民爆物品储存库、爆破作业、剧毒易制爆流向登记、散装汽油销售登记',
			force: '扣押非法储存的危险物品'
		},
		{
			name: '内保与网安',
			object: '重点单位',
			law: '《企业事业单位内部治安保卫条例》《中华人民共和国网络安全法》',
			industries: ['fuel', 'school', 'tech', 'retail', 'leisure'],
			matters: '内部治安保卫、网络安全等级保护、上网日志留存、保安服务备案、大型活动安全'
		}
	],
	minzheng: [
		{
			name: '养老服务',
			object: '养老服务机构',
			law: '《养老机构管理办法》',
			industries: ['care'],
			matters: '备案与安全管理、预收费监管、食品安全自查、消防设施、服务合同'
		},
		{
			name: '社会事务',
			object: '社会组织和殡葬经营者',
			law: '《社会团体登记管理条例》《殡葬管理条例》',
			industries: ['agency', 'retail'],
			matters: '章程核准执行、年检、公募活动、殡葬用品销售、收费公示'
		}
	],
	sifa: [
		{
			name: '法律服务',
			object: '法律服务机构',
			law: '《中华人民共和国律师法》《基层法律服务所管理办法》',
			industries: ['law'],
			matters: '执业条件保持、收费公示、利益冲突审查、法律援助案件质量、档案管理、年度考核'
		}
	],
	renshe: [
		{
			name: '劳动保障',
			object: '用人单位',
			law: '《劳动保障监察条例》《保障农民工工资支付条例》',
			industries: ['build', 'coal', 'washing', 'catering', 'material'],
			matters:
				'工资支付、劳动合同签订、农民工工资专用账户、工时与休假、社会保险参保、女职工和未成年工保护'
		},
		{
			name: '人力资源市场',
			object: '人力资源服务机构',
			law: '《人力资源市场暂行条例》',
			industries: ['agency', 'school'],
			matters: '许可备案、劳务派遣、招聘信息真实性、职业培训补贴、职业技能评价'
		}
	],
	weijian: [
		{
			name: '医疗卫生',
			object: '医疗机构',
			law: '《医疗机构管理条例》《医疗废物管理条例》',
			industries: ['clinic'],
			matters: '执业登记与诊疗科目、医师执业、医疗废物处置、处方与病历、消毒隔离',
			force: '封存相关医疗器械和药品'
		},
		{
			name: '公共场所卫生',
			object: '公共场所经营者',
			law: '《公共场所卫生管理条例》',
			industries: ['lodging', 'beauty', 'leisure'],
			matters: '卫生许可、公共用品清洗消毒、从业人员健康证明、集中空调卫生'
		},
		{
			name: '职业健康与饮水',
			object: '用人单位和供水单位',
			law: '《中华人民共和国职业病防治法》《生活饮用水卫生监督管理办法》',
			industries: ['coal', 'washing', 'heat', 'material'],
			matters: '粉尘危害告知、职业健康检查、工作场所检测、二次供水、水质消毒'
		}
	],
	yibao: [
		{
			name: '医保基金',
			object: '定点医药机构',
			law: '《医疗保障基金使用监督管理条例》',
			industries: ['clinic', 'pharmacy'],
			matters:
				'住院收治、项目编码使用、收费标准执行、药品追溯码、进销存管理、处方流转、实名就医、异地就医结算'
		}
	]
};
