/** The 28 departments of migration 0001 and how they work: invented, and different from each other on purpose. */
import type { IndustryName } from './industries';
import { INDUSTRY_LINES } from './lines-industry';
import { LAND_LINES } from './lines-land';
import { MARKET_LINES } from './lines-market';
import { SOCIETY_LINES } from './lines-society';

export interface Line {
	name: string;
	/** What kind of subject it supervises. */
	object: string;
	law: string;
	industries: IndustryName[];
	/** Joined by 、 */
	matters: string;
	/** The matters are offences; else they are what has to be in order. */
	offences?: true;
	/** The coercion that the law allows it, where it does. */
	force?: string;
}

export interface Profile {
	code: string;
	name: string;
	/** The word that its documents carry: 平能罚〔2026〕12号. */
	word: string;
	/** Acts on an ordinary working day; only the proportions matter. */
	acts: number;
	/** Proportions of complaints and of warnings that it receives. */
	complaints: number;
	warnings: number;
	/** Share of duties done on time, before its good and bad months. */
	diligence: number;
	/** How its acts arrive: by interface at once, by a nightly batch, or typed in days later. */
	channel: 'interface' | 'batch' | 'manual';
	/** Share of its acts that happen at night, and activity of a day off against a working day. */
	night: number;
	off: number;
	/** The month of most work, and how much more there is. */
	peak: number;
	swing: number;
	lines: Line[];
}

// prettier-ignore
const TABLE: [string, string, string, number, number, number, number, Profile['channel'], number, number, number, number][] = [
	// code, name, word, acts, complaints, warnings, diligence, channel, night, off, peak, swing
	['shenpi', '区行政审批服务管理局', '审', 1.5, 3, 1, 0.985, 'interface', 0, 0.02, 3, 0.1],
	['fagai', '区发展和改革局', '发改', 2, 2, 1.5, 0.93, 'manual', 0, 0.02, 10, 0.2],
	['jiaoyu', '区教育局', '教', 4, 5, 2.5, 0.95, 'manual', 0, 0.04, 9, 0.4],
	['gongxin', '区工业和信息化局', '工信', 3, 1, 2, 0.86, 'manual', 0, 0.03, 6, 0.2],
	['gongan', '市公安局平鲁分局', '公', 12, 6, 4, 0.975, 'interface', 0.3, 0.55, 2, 0.15],
	['minzheng', '区民政局', '民', 2.5, 2, 1.5, 0.94, 'manual', 0, 0.04, 4, 0.2],
	['sifa', '区司法局', '司', 1.5, 0.5, 0.5, 0.96, 'manual', 0, 0.02, 11, 0.2],
	['renshe', '区人力资源和社会保障局', '人社', 4, 9, 4, 0.91, 'batch', 0, 0.08, 1, 0.5],
	['ziran', '区自然资源局', '自然资', 5, 4, 4, 0.84, 'manual', 0.02, 0.1, 5, 0.3],
	['shengtai', '市生态环境局平鲁分局', '环', 8, 6, 9, 0.955, 'interface', 0.06, 0.25, 12, 0.4],
	['zhujian', '区住房和城乡建设管理局', '建', 10, 15, 7, 0.81, 'batch', 0.01, 0.12, 7, 0.45],
	['jiaotong', '区交通运输局', '交', 6, 7, 5, 0.89, 'batch', 0.04, 0.15, 11, 0.2],
	['shuili', '区水利局', '水', 4, 3, 3, 0.88, 'manual', 0.01, 0.15, 7, 0.6],
	['nongye', '区农业农村局', '农', 5, 3, 3, 0.87, 'manual', 0, 0.1, 6, 0.5],
	['wenlv', '区文化和旅游局', '文旅', 3, 2, 1.5, 0.93, 'batch', 0.03, 0.3, 8, 0.4],
	['weijian', '区卫生健康和体育局', '卫', 11, 5, 4, 0.945, 'interface', 0, 0.08, 7, 0.2],
	['yingji', '区应急管理局', '应急', 14, 1, 12, 0.965, 'interface', 0.04, 0.2, 12, 0.35],
	['shijian', '区市场监督管理局', '市监', 30, 18, 12, 0.975, 'interface', 0.01, 0.15, 8, 0.2],
	['nengyuan', '区能源局', '能', 16, 2, 14, 0.95, 'interface', 0.2, 0.5, 11, 0.3],
	['linye', '区林业局', '林', 4, 1, 2, 0.9, 'manual', 0.01, 0.25, 4, 0.6],
	['yibao', '区医疗保障局', '医保', 4, 3, 2, 0.99, 'batch', 0, 0.02, 6, 0.2],
	['xiaofang', '区消防救援大队', '消', 9, 2, 5, 0.97, 'interface', 0.12, 0.35, 1, 0.3],
	['kaifaqu', '平鲁经济技术开发区管委会', '开', 4, 2, 3, 0.78, 'manual', 0, 0.05, 6, 0.2],
	['chengguan-zhifa', '区城市管理综合执法队', '城执', 14, 16, 2, 0.83, 'batch', 0.15, 0.5, 7, 0.35],
	['shengtai-zhifa', '区生态环境综合执法队', '环执', 9, 2, 3, 0.92, 'batch', 0.18, 0.35, 12, 0.4],
	['jiaotong-zhifa', '区交通运输综合执法队', '交执', 14, 2, 3, 0.86, 'interface', 0.35, 0.6, 11, 0.3],
	['nongye-zhifa', '区农业农村综合执法队', '农执', 7, 1, 1.5, 0.74, 'manual', 0, 0.1, 5, 0.5],
	['wenlv-zhifa', '区文化和旅游综合执法队', '文执', 4, 1, 1, 0.9, 'batch', 0.15, 0.45, 8, 0.4]
];

const LINES = { ...INDUSTRY_LINES, ...LAND_LINES, ...MARKET_LINES, ...SOCIETY_LINES };

export const DEPARTMENTS: Profile[] = TABLE.map(
	([
		code,
		name,
		word,
		acts,
		complaints,
		warnings,
		diligence,
		channel,
		night,
		off,
		peak,
		swing
	]) => ({
		...{
			code,
			name,
			word,
			acts,
			complaints,
			warnings,
			diligence,
			channel,
			night,
			off,
			peak,
			swing
		},
		lines: LINES[code]!
	})
);

export const profileOf = new Map(DEPARTMENTS.map((profile) => [profile.code, profile]));
