/** Personal data as each may see it (domain.md §2.17). Applied to what is sealed, on the server, never in a style. */
import type { Person } from './actor';

export type Personal =
	/** 自然人姓名 */
	| 'name'
	/** 法定代表人或经营者 */
	| 'legal-person'
	/** 执法人员姓名: its publication is asked for (执法公示) */
	| 'officer-name'
	/** 居民身份证号 */
	| 'id-number'
	| 'phone'
	/** 住址 of a natural person: whole to who handles the case, nowhere else */
	| 'address'
	/** 举报人 and all that names him */
	| 'whistle-blower'
	/** Free text: may name anybody. */
	| 'text';

/** What of a record's sealed fields is what. A sealed field that is not named here is never opened. */
export const PERSONAL: Record<string, Record<string, Personal>> = {
	subject: { legalPerson: 'legal-person', phone: 'phone' },
	officer: { officerName: 'officer-name', identityNumber: 'id-number', phone: 'phone' },
	item: { responsibleLeader: 'officer-name', handler: 'officer-name' },
	inspection: about('remark'),
	penalty: about(
		...['illegalFact', 'legalReviewOpinion', 'collectiveDiscussionConclusion'],
		...['executionResult', 'otherHandling']
	),
	coercion: about('illegalFact', 'coercionResult'),
	other_act: about('outcome'),
	credit_record: about('content'),
	approval: about('content', 'feedback'),
	joint_task: free('inspectContent', 'inspectClaim', 'remark', 'endReason', 'feedbackSuggestion'),
	warning: {
		riskObject: 'name',
		riskObjectCertCode: 'id-number',
		...free('feedback', 'disposal', 'props')
	},
	complaint: {
		complainant: 'whistle-blower',
		phone: 'whistle-blower',
		content: 'whistle-blower',
		...free('object', 'objectCreditCode', 'territory', 'reply')
	}
};

/** Of a record about a counterparty. */
function about(...texts: string[]): Record<string, Personal> {
	return {
		administrativeCp: 'name',
		administrativeCpUiCode: 'id-number',
		addressRegistered: 'address',
		addressOperating: 'address',
		checkPersonnel: 'officer-name',
		submittedPersonnel: 'officer-name',
		...free('superviseObject', ...texts)
	};
}

function free(...texts: string[]): Record<string, Personal> {
	return Object.fromEntries(texts.map((field) => [field, 'text']));
}

/** How much of a record's personal data somebody sees. */
export type Sight = 'none' | 'department' | 'handler';

/** Leaders, assessors, townships and whoever looks under a grant see none; a head what his department's page shows. */
export function sightOf(person: Person, department: string): Sight {
	if (person.department !== department || person.first) return 'none';
	if (person.role === 'handler' || person.role === 'officer') return 'handler';
	return person.role === 'head' ? 'department' : 'none';
}

/** Null: not shown. */
export function masked(kind: Personal, value: string, sight: Sight): string | null {
	switch (kind) {
		case 'officer-name':
			return value;
		case 'name':
			return sight === 'none' ? null : sight === 'handler' ? value : maskName(value);
		case 'address':
			return sight === 'handler' ? value : null;
		case 'legal-person':
		case 'text':
			return sight === 'none' ? null : value;
		case 'id-number':
			return sight === 'none' ? null : maskIdNumber(value);
		case 'phone':
			return sight === 'none' ? null : maskPhone(value);
		case 'whistle-blower':
			return null;
	}
}

/** May whoever handles the case see it whole, for a reason that is written down? */
export const opensForReason = (kind: Personal, sight: Sight): boolean =>
	sight === 'handler' && ['id-number', 'phone', 'whistle-blower'].includes(kind);

/** 复姓 in use, of two characters. */
const COMPOUND =
	'欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师'.split(
		' '
	);

/** 张三 → 张某; 欧阳锋 → 欧阳某. */
export function maskName(name: string): string {
	const trimmed = name.trim();
	const compound = COMPOUND.find((surname) => trimmed.length > 2 && trimmed.startsWith(surname));
	return `${compound ?? [...trimmed][0] ?? ''}某`;
}

/** 140603199001010019 → 140603********0019: six and four stay. Whatever is shorter stays by a third at each end. */
export function maskIdNumber(number: string): string {
	const [head, tail] = number.length === 18 ? [6, 4] : ends(number);
	return `${number.slice(0, head)}********${number.slice(number.length - tail)}`;
}

/** 13900000001 → 139****0001; a landline keeps its last four. */
export function maskPhone(phone: string): string {
	const digits = phone.replace(/[^\d]/g, '');
	if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
	return `****${digits.slice(-4)}`;
}

function ends(text: string): [number, number] {
	const third = Math.floor(text.length / 3);
	return [third, Math.min(4, third)];
}
