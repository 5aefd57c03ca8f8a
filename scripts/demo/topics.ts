/** What citizens complain about and what risk models warn of, per department; after `/` the industry that it concerns. */
import type { IndustryName } from './industries';

export interface Topic {
	title: string;
	industry: IndustryName | null;
}

const COMPLAINTS: Record<string, string> = {
	shenpi: '证照办理进度、一次性告知不清、窗口排队时间长',
	fagai: '充电桩收费/estate、项目审批进度、电价公示/estate',
	jiaoyu: '培训机构退费/school、校车接送/school、幼儿园收费/school、校园周边秩序',
	gongxin: '企业用电协调/material、二手车交易纠纷/repair',
	gongan: '居民区噪声、停车纠纷、养犬扰民、户口办理',
	minzheng: '养老院服务/care、低保申请、殡葬收费',
	sifa: '法律援助申请、法律服务收费/law',
	renshe: '拖欠工资/build、社保补缴/washing、劳动合同纠纷/catering、养老金发放',
	ziran: '宅基地确权、占用耕地/material、采矿震动影响房屋/coal、不动产登记/estate',
	shengtai: '煤场扬尘/washing、烟气异味/heat、污水直排/slaughter、矸石堆放自燃/coal',
	zhujian: '供暖温度不达标/heat、物业服务差/estate、小区漏水/estate、燃气通气/gas、房屋质量/build',
	jiaotong: '拉煤车抛洒/freight、公交班次少、道路坑洼、出租车拒载',
	shuili: '农村饮水中断、河道倾倒垃圾、灌溉水渠损坏',
	nongye: '种子质量/agri、农机补贴发放、羊疫苗发放',
	wenlv: '景区收费/tourism、旅行社退团/tourism、广场舞噪声',
	weijian: '诊所收费/clinic、预防接种/clinic、公共场所卫生/lodging',
	yingji: '安全隐患/material、烟花爆竹违规销售/firework',
	shijian:
		'食品变质/retail、价格欺诈/retail、餐饮消费纠纷/catering、电梯困人/estate、加油计量/fuel',
	nengyuan: '夜间煤矿作业噪声/coal、充电设施故障',
	linye: '林地被占/wind、树木砍伐、野猪损毁庄稼',
	yibao: '医保报销比例、异地就医备案、药店拒刷医保卡/pharmacy',
	xiaofang: '消防通道堵塞/estate、电动车楼道充电/estate',
	kaifaqu: '园区道路照明、企业用工/material、园区供水',
	'chengguan-zhifa':
		'占道经营/retail、油烟扰民/catering、夜间施工噪声/build、违法建设、渣土车撒漏/build',
	'shengtai-zhifa': '夜间偷排/washing、养殖场异味/breeding、焚烧垃圾',
	'jiaotong-zhifa': '黑车营运、货车超载/freight、路面遗撒/freight',
	'nongye-zhifa': '假劣农药/agri、病死羊处理/breeding',
	'wenlv-zhifa': '网吧接纳未成年人/leisure、歌厅超时营业/leisure'
};

const WARNINGS: Record<string, string> = {
	shenpi: '告知承诺事项逾期未核查/catering、登记住所失联/retail',
	fagai: '未批先建线索/material、粮库温湿度异常/food',
	jiaoyu: '预收费异常/school、校车超员线索/school',
	gongxin: '用电量异常波动/washing、淘汰设备仍在运行/material',
	gongan: '散装汽油销售异常/fuel、民爆物品流向异常/coal、旅客登记信息缺失/lodging',
	minzheng: '养老机构消防隐患/care、预收费超限/care',
	sifa: '收费投诉集中/law',
	renshe: '工资专户余额不足/build、欠薪线索集中/build、社保断缴人数突增/washing',
	ziran: '卫星图斑疑似违法占地/material、越界开采线索/coal、排土场位移/coal',
	shengtai:
		'烟气排放连续超标/heat、自动监测数据恒值/material、夜间排放异常/washing、进出水浓度倒挂/sewage',
	zhujian: '深基坑监测报警/build、塔机超载/build、燃气泄漏未处置/gas、供热温度投诉集中/heat',
	jiaotong: '危货车辆离线/hazmat、驾驶员疲劳驾驶/freight、车辆夜间运行异常/freight',
	shuili: '取水量超许可/washing、矿井疏干水量突增/coal、弃渣场位移/wind',
	nongye: '牲畜异常死亡/breeding、农药购进量异常/agri、检疫数量与存栏不符/breeding',
	wenlv: '景区客流接近上限/tourism、团队投诉集中/tourism',
	weijian: '出厂水余氯偏低/heat、医疗废物收运中断/clinic、职业健康检查缺失/coal',
	yingji:
		'重大危险源监测异常/chemical、隐患逾期未整改/material、特殊作业未报备/chemical、可燃气体波动/fuel',
	shijian:
		'电梯故障频发/estate、冷链温度中断/food、食品抽检不合格/catering、投诉举报集中/retail、气瓶超期未检/gas',
	nengyuan:
		'瓦斯浓度异常波动/coal、安全监控系统断线/coal、下井人数超限/coal、矿井涌水量突增/coal、机组振动异常/wind',
	linye: '卫星热点疑似火情/nursery、林地变化图斑/wind',
	yibao: '就诊频次异常/clinic、药品进销不符/pharmacy',
	xiaofang: '消防设施故障未修复/lodging、用电负荷异常/leisure、疏散通道堵塞/retail',
	kaifaqu: '安全承诺未提交/material、厂区可燃气体波动/chemical',
	'chengguan-zhifa': '渣土车轨迹异常/build、违建图斑/estate',
	'shengtai-zhifa': '用电与治污设施不符/washing、危废去向不明/repair',
	'jiaotong-zhifa': '超限车辆频繁通行/freight、无证营运线索/freight',
	'nongye-zhifa': '农资抽检不合格/agri、检疫证明异常/slaughter',
	'wenlv-zhifa': '深夜营业线索/leisure、网上演出投诉/leisure'
};

export const COMPLAINT_TOPICS = parsed(COMPLAINTS);
export const RISKS = parsed(WARNINGS);

function parsed(table: Record<string, string>): Record<string, Topic[]> {
	const topics = Object.entries(table).map(([code, text]) => {
		const list = text.split('、').map((entry): Topic => {
			const [title, industry] = entry.split('/') as [string, IndustryName | undefined];
			return { title, industry: industry ?? null };
		});
		return [code, list];
	});
	return Object.fromEntries(topics) as Record<string, Topic[]>;
}
