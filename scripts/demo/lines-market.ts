/** 业务条线 of the departments for markets, farms, culture and tourism. Laws are named without articles. */
import type { Line } from './departments';

const MARKET = '《中华人民共和国食品安全法》';
const FARM = '《中华人民共和国农产品质量安全法》';

export const MARKET_LINES: Record<string, Line[]> = {
	shijian: [
		{
			name: '食品安全',
			object: '食品生产经营者',
			law: MARKET,
			industries: ['catering', 'retail', 'food'],
			matters:
				'食品经营许可、进货查验、餐饮具消毒、食品添加剂使用、过期食品清理、网络餐饮、冷链食品追溯',
			force: '查封、扣押不符合食品安全标准的食品'
		},
		{
			name: '特种设备',
			object: '特种设备使用单位',
			law: '《中华人民共和国特种设备安全法》',
			industries: ['estate', 'heat', 'gas', 'material'],
			matters: '电梯维护保养、锅炉定期检验、压力容器使用登记、气瓶充装、作业人员持证',
			force: '查封、扣押有严重事故隐患的特种设备'
		},
		{
			name: '药械与化妆品',
			object: '药品医疗器械经营者',
			law: '《中华人民共和国药品管理法》',
			industries: ['pharmacy', 'clinic', 'beauty'],
			matters: '处方药销售、药品储存温湿度、医疗器械进货查验、化妆品标签',
			force: '查封、扣押假劣药品'
		},
		{
			name: '质量与市场秩序',
			object: '市场主体',
			law: '《中华人民共和国产品质量法》《中华人民共和国广告法》',
			industries: ['retail', 'fuel', 'agri', 'repair', 'media'],
			matters: '加油机计量、明码标价、广告内容、产品质量抽查、登记事项公示、商标使用'
		}
	],
	nongye: [
		{
			name: '农业投入品',
			object: '农资经营者',
			law: '《农药管理条例》《中华人民共和国种子法》',
			industries: ['agri'],
			matters: '农药经营台账、种子标签、肥料登记、兽药二维码追溯、饲料标签',
			force: '查封、扣押假劣农业投入品'
		},
		{
			name: '农产品质量',
			object: '农产品生产经营者',
			law: FARM,
			industries: ['crop', 'vegetable', 'breeding'],
			matters: '承诺达标合格证、休药期执行、生产记录、绿色食品标志使用'
		},
		{
			name: '动物防疫与农机',
			object: '养殖和农机经营者',
			law: '《中华人民共和国动物防疫法》《农业机械安全监督管理条例》',
			industries: ['breeding', 'slaughter', 'crop'],
			matters: '强制免疫、动物防疫条件、生猪定点屠宰、跨省引种备案、拖拉机检验'
		}
	],
	'nongye-zhifa': [
		{
			name: '农资执法',
			object: '农资经营者',
			law: '《农药管理条例》《兽药管理条例》',
			industries: ['agri'],
			matters: '农药质量、种子备案、兽用处方药销售、肥料质量',
			force: '查封、扣押假劣农资'
		},
		{
			name: '动物卫生执法',
			object: '养殖屠宰单位',
			law: '《中华人民共和国动物防疫法》',
			industries: ['breeding', 'slaughter'],
			matters: '动物检疫证明、病死畜禽无害化处理、养殖投入品使用、屠宰环节检疫',
			force: '查封、隔离染疫动物及产品'
		},
		{
			name: '农机与渔政',
			object: '农机作业者',
			law: '《农业机械安全监督管理条例》',
			industries: ['crop', 'vegetable'],
			matters: '农机驾驶资格、拖拉机登记、农机维修资格'
		}
	],
	wenlv: [
		{
			name: '旅游市场',
			object: '旅行社和景区',
			law: '《中华人民共和国旅游法》',
			industries: ['tourism', 'lodging'],
			matters: '旅游合同、导游执业、景区最大承载量、质量保证金、旅游安全告知'
		},
		{
			name: '文化市场',
			object: '文化经营单位',
			law: '《娱乐场所管理条例》《营业性演出管理条例》',
			industries: ['leisure', 'media'],
			matters: '未成年人准入、歌曲点播系统、演出报批、上网实名登记、出版物进销货'
		},
		{
			name: '文物保护',
			object: '文物使用和建设单位',
			law: '《中华人民共和国文物保护法》',
			industries: ['tourism', 'build'],
			matters: '建设控制地带施工、文物安全巡查、古城修缮、消防安防设施'
		}
	],
	'wenlv-zhifa': [
		{
			name: '文化执法',
			object: '文化娱乐场所',
			law: '《娱乐场所管理条例》《互联网上网服务营业场所管理条例》',
			industries: ['leisure', 'media'],
			matters: '接纳未成年人、超时营业、销售非法出版物、擅自举办演出、擅自安装卫星电视接收设施',
			offences: true,
			force: '扣押非法出版物'
		},
		{
			name: '旅游与文物执法',
			object: '旅游经营者',
			law: '《旅行社条例》《中华人民共和国文物保护法》',
			industries: ['tourism', 'lodging'],
			matters: '组织不合理低价游、无证导游、损毁文物、冒用星级标识',
			offences: true
		}
	],
	shenpi: [
		{
			name: '审管衔接',
			object: '告知承诺制企业',
			law: '《中华人民共和国行政许可法》《优化营商环境条例》',
			industries: ['retail', 'catering', 'lodging', 'tech', 'agency'],
			matters:
				'告知承诺事项履约、许可条件保持、登记事项真实性、证照公示、容缺材料补正、代办中介收费'
		}
	]
};
