/** What the 10,000 supervised subjects do, and where: the profile table of `domain.md` §3. */

export const TOWNSHIPS = {
	'140603100': '井坪镇',
	'140603101': '凤凰城镇',
	'140603200': '白堂乡',
	'140603201': '陶村乡',
	'140603202': '下水头乡',
	'140603203': '双碾乡',
	'140603204': '阻虎乡',
	'140603205': '高石庄乡',
	'140603206': '西水界乡',
	'140603207': '下面高乡',
	'140603209': '向阳堡乡',
	'140603210': '榆岭乡'
} as const;
export type Township = keyof typeof TOWNSHIPS;

const PLACES = {
	//       井坪 凤凰 白堂 陶村 下水头 双碾 阻虎 高石庄 西水界 下面高 向阳堡 榆岭
	town: [58, 8, 6, 6, 3, 3, 3, 2, 2, 2, 3, 4],
	seat: [88, 5, 2, 2, 0, 0, 0, 0, 0, 0, 1, 2],
	coal: [0, 0, 10, 3, 0, 0, 0, 0, 0, 0, 4, 7],
	washing: [2, 0, 7, 12, 0, 0, 0, 0, 0, 0, 3, 5],
	haul: [20, 3, 18, 20, 2, 2, 2, 2, 2, 2, 9, 18],
	wind: [0, 1, 0, 0, 0, 1, 5, 6, 2, 7, 0, 0],
	sun: [0, 1, 0, 0, 1, 1, 1, 2, 7, 1, 1, 0],
	grain: [3, 10, 2, 2, 6, 8, 13, 13, 14, 6, 4, 3],
	sheep: [4, 9, 3, 4, 10, 22, 8, 8, 6, 7, 8, 4],
	garden: [6, 5, 2, 3, 24, 3, 2, 2, 2, 2, 14, 3]
};

export interface Industry {
	label: string;
	/** How many, of the district's 2,300 enterprises, 6,800 households and 900 cooperatives: weights. */
	enterprise: number;
	household: number;
	cooperative: number;
	places: keyof typeof PLACES;
	/** The trade in a name: of an enterprise, a household, a cooperative. */
	trade: string;
	shop: string;
	coop: string;
}

const industry = (
	label: string,
	[enterprise, household, cooperative]: [number, number, number],
	places: keyof typeof PLACES,
	trade: string,
	shop = trade,
	coop = shop
): Industry => ({ label, enterprise, household, cooperative, places, trade, shop, coop });

export const INDUSTRIES = {
	coal: industry('煤炭开采', [24, 0, 0], 'coal', '煤业'),
	washing: industry('煤炭洗选', [70, 0, 0], 'washing', '洗煤'),
	freight: industry('道路货运', [230, 720, 0], 'haul', '运输', '货运部'),
	hazmat: industry('危险货物运输', [14, 0, 0], 'haul', '危货运输'),
	build: industry('建筑施工', [190, 0, 0], 'seat', '建筑工程'),
	estate: industry('房地产与物业', [90, 0, 0], 'seat', '物业服务'),
	wind: industry('风力发电', [16, 0, 0], 'wind', '风力发电'),
	pv: industry('光伏发电', [14, 0, 0], 'sun', '光伏发电'),
	heat: industry('供热供水', [12, 0, 0], 'seat', '供热'),
	sewage: industry('污水处理', [8, 0, 0], 'town', '水务'),
	gas: industry('燃气经营', [14, 0, 0], 'town', '燃气'),
	fuel: industry('加油加气站', [46, 0, 0], 'haul', '能源销售'),
	food: industry('食品生产加工', [60, 120, 0], 'town', '食品', '食品加工坊'),
	catering: industry('餐饮服务', [130, 1900, 0], 'town', '餐饮', '饭店'),
	retail: industry('商品零售', [420, 2500, 0], 'town', '商贸', '商店'),
	pharmacy: industry('药品零售', [60, 40, 0], 'town', '医药', '药店'),
	clinic: industry('医疗机构', [40, 60, 0], 'town', '医疗', '诊所'),
	lodging: industry('旅馆住宿', [40, 130, 0], 'town', '酒店', '旅馆'),
	leisure: industry('文化娱乐', [50, 90, 0], 'seat', '文化娱乐', '歌厅'),
	tourism: industry('旅行社及景区', [18, 0, 0], 'seat', '文旅'),
	school: industry('民办教育与培训', [70, 0, 0], 'seat', '教育'),
	care: industry('养老服务', [14, 0, 0], 'town', '养老服务'),
	media: industry('出版物与印刷', [20, 40, 0], 'seat', '印务', '书店'),
	repair: industry('机动车维修', [60, 280, 0], 'haul', '汽车维修', '汽修店'),
	beauty: industry('美容美发', [20, 340, 0], 'seat', '美容', '理发店'),
	agri: industry('农资经营', [50, 190, 0], 'grain', '农资', '农资店'),
	breeding: industry('畜禽养殖', [60, 210, 420], 'sheep', '牧业', '养殖场', '养羊'),
	crop: industry('荞麦杂粮种植', [50, 0, 330], 'grain', '杂粮', '荞麦种植'),
	vegetable: industry('蔬菜种植', [0, 0, 90], 'garden', '蔬菜', '蔬菜种植'),
	nursery: industry('苗木种植', [30, 0, 60], 'garden', '林业', '苗木种植'),
	slaughter: industry('屠宰与肉品加工', [12, 0, 0], 'town', '肉业'),
	chemical: industry('危险化学品经营', [24, 0, 0], 'haul', '化工'),
	material: industry('建材制造', [110, 0, 0], 'haul', '建材'),
	firework: industry('烟花爆竹零售', [0, 30, 0], 'town', '烟花', '烟花爆竹零售点'),
	agency: industry('人力资源与中介', [120, 0, 0], 'seat', '人力资源'),
	law: industry('法律服务', [12, 0, 0], 'seat', '法律咨询'),
	tech: industry('信息技术', [100, 150, 0], 'seat', '科技', '电脑店')
} satisfies Record<string, Industry>;
export type IndustryName = keyof typeof INDUSTRIES;

/** Weights of the twelve townships for an industry. */
export function placesOf(name: IndustryName): Record<Township, number> {
	const weights = PLACES[INDUSTRIES[name].places];
	const codes = Object.keys(TOWNSHIPS) as Township[];
	return Object.fromEntries(codes.map((code, i) => [code, weights[i]!])) as Record<
		Township,
		number
	>;
}
