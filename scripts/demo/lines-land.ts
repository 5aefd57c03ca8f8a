/** 业务条线 of the departments for land, water, building and the environment. Laws are named without articles. */
import type { Line } from './departments';

const AIR = '《中华人民共和国大气污染防治法》';
const LAND = '《中华人民共和国土地管理法》';

export const LAND_LINES: Record<string, Line[]> = {
	ziran: [
		{
			name: '矿产资源',
			object: '采矿权人',
			law: '《中华人民共和国矿产资源法》',
			industries: ['coal', 'material'],
			matters: '开采范围、矿山地质环境恢复治理、储量年报、绿色矿山建设',
			force: '查封、扣押违法开采的工具、设备'
		},
		{
			name: '土地管理',
			object: '用地单位',
			law: LAND,
			industries: ['build', 'material', 'breeding', 'washing'],
			matters: '批后用地、临时用地、耕地占用、土地复垦、设施农业用地',
			force: '制止违法占地行为、拆除新建违法建筑物'
		},
		{
			name: '规划与测绘',
			object: '建设单位',
			law: '《中华人民共和国城乡规划法》《中华人民共和国测绘法》',
			industries: ['build', 'estate'],
			matters: '建设工程规划许可执行、规划核实、测绘资质保持、地图市场'
		}
	],
	zhujian: [
		{
			name: '建筑市场与质量安全',
			object: '建筑施工企业',
			law: '《建设工程质量管理条例》《建设工程安全生产管理条例》',
			industries: ['build'],
			matters:
				'施工许可执行、危大工程专项方案、深基坑与高支模、起重机械使用、实名制用工、工程质量检测',
			force: '责令停止施工、查封施工现场'
		},
		{
			name: '市政公用',
			object: '公用事业企业',
			law: '《城镇燃气管理条例》《山西省城市供热条例》',
			industries: ['gas', 'heat', 'sewage'],
			matters: '燃气入户安检、燃气场站安全、供热温度达标、供水水质、污水管网运行'
		},
		{
			name: '房地产与物业',
			object: '房地产和物业企业',
			law: '《物业管理条例》《城市房地产开发经营管理条例》',
			industries: ['estate'],
			matters: '商品房预售资金、物业服务合同履行、维修资金使用、住宅小区消防通道'
		}
	],
	shuili: [
		{
			name: '水资源',
			object: '取用水户',
			law: '《中华人民共和国水法》《地下水管理条例》',
			industries: ['coal', 'washing', 'material', 'breeding'],
			matters: '取水许可、取水计量、地下水超采区管控、节水设施运行',
			force: '封闭违法取水工程或者设施'
		},
		{
			name: '水土保持',
			object: '生产建设项目单位',
			law: '《中华人民共和国水土保持法》',
			industries: ['coal', 'wind', 'build', 'pv'],
			matters: '水土保持方案落实、弃渣场防护、水土保持设施验收'
		},
		{
			name: '河湖管理',
			object: '涉河单位',
			law: '《中华人民共和国河道管理条例》',
			industries: ['build', 'material', 'crop'],
			matters: '河道管理范围建设项目、河道采砂、水工程安全度汛、堤防保护',
			force: '强行拆除阻水建筑物'
		}
	],
	shengtai: [
		{
			name: '大气环境',
			object: '大气污染物排放单位',
			law: AIR,
			industries: ['heat', 'material', 'washing', 'coal'],
			matters:
				'锅炉烟气达标排放、自动监测设备运行、物料堆场扬尘、重污染天气应急措施、无组织排放管控',
			force: '查封、扣押造成污染物排放的设施、设备'
		},
		{
			name: '水环境',
			object: '水污染物排放单位',
			law: '《中华人民共和国水污染防治法》',
			industries: ['sewage', 'washing', 'slaughter', 'breeding'],
			matters: '外排废水达标、排污口规范化、矿井水处理、畜禽粪污处理'
		},
		{
			name: '固废与许可',
			object: '排污单位',
			law: '《排污许可管理条例》《中华人民共和国固体废物污染环境防治法》',
			industries: ['coal', 'washing', 'repair', 'clinic'],
			matters: '排污许可证执行报告、危险废物贮存、煤矸石处置、辐射安全、环评批复落实'
		}
	],
	'shengtai-zhifa': [
		{
			name: '污染源执法',
			object: '固定污染源单位',
			law: `${AIR}《中华人民共和国水污染防治法》`,
			industries: ['washing', 'material', 'heat', 'sewage', 'coal'],
			matters: '夜间偷排偷放、擅自停运治污设施、监测数据弄虚作假、无证排污、煤堆渣土未覆盖',
			offences: true,
			force: '查封、扣押造成污染物排放的设施、设备'
		},
		{
			name: '餐饮与服务业',
			object: '服务业单位',
			law: AIR,
			industries: ['catering', 'repair', 'fuel'],
			matters: '油烟净化设施运行、喷漆废气收集、油气回收装置使用'
		},
		{
			name: '养殖污染',
			object: '畜禽养殖场',
			law: '《畜禽规模养殖污染防治条例》',
			industries: ['breeding', 'slaughter'],
			matters: '粪污贮存设施、病死畜禽处理、污水外排'
		}
	],
	linye: [
		{
			name: '林地草原',
			object: '用林用草单位',
			law: '《中华人民共和国森林法》《中华人民共和国草原法》',
			industries: ['coal', 'wind', 'pv', 'breeding'],
			matters: '林地征占用、植被恢复、草原禁牧、林木采伐许可',
			force: '扣押盗伐滥伐林木及工具'
		},
		{
			name: '森林防火',
			object: '林区经营单位',
			law: '《森林防火条例》',
			industries: ['wind', 'nursery', 'tourism'],
			matters: '野外用火、防火隔离带、扑火物资配备'
		},
		{
			name: '种苗与动植物',
			object: '种苗经营者',
			law: '《中华人民共和国种子法》《植物检疫条例》',
			industries: ['nursery', 'crop'],
			matters: '苗木生产经营许可、苗木检疫、野生动物人工繁育、种苗档案'
		}
	],
	'chengguan-zhifa': [
		{
			name: '市容环境',
			object: '沿街经营者',
			law: '《城市市容和环境卫生管理条例》',
			industries: ['catering', 'retail', 'repair', 'beauty'],
			matters: '经营场所占道、户外广告设置、门前三包、餐厨垃圾收运、油烟排放、噪声控制',
			force: '扣押占道经营工具'
		},
		{
			name: '建设与规划执法',
			object: '建设和施工单位',
			law: '《中华人民共和国城乡规划法》《山西省城市建筑垃圾管理办法》',
			industries: ['build', 'estate'],
			matters: '规划许可执行、渣土运输、夜间施工、工地围挡、道路挖掘、绿地占用',
			force: '强制拆除违法建筑物'
		}
	]
};
