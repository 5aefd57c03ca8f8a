/** Why a row was refused, in words. */
import type { z } from 'zod';
import { datasetOf } from '$lib/ingest/datasets.server';

const CODES: Record<string, string> = {
	invalid_type: '未填或类型不符',
	invalid_value: '不在可选值内',
	invalid_format: '格式不符',
	invalid_union: '格式不符',
	too_small: '过短或过小',
	too_big: '过长或过大',
	unrecognized: '没有这个字段',
	custom: '不符合规则',
	uscc: '统一社会信用代码不正确',
	unknown_department: '没有这个部门',
	unknown_township: '没有这个乡镇',
	unknown_code: '不在代码表内',
	unknown_point: '测点未登记',
	forbidden: '无权报送',
	future: '时间晚于现在',
	too_old: '早于保存期限',
	version_conflict: '同版本内容不同',
	not_found: '没有可撤回的记录',
	unstorable: '含有不能保存的字符',
	invalid_json: '不是合法的 JSON',
	invalid_cell: '单元格内容不符',
	missing: '未按期报送'
};

export const codeWord = (code: string): string | null => CODES[code] ?? null;

/** `检查时间` of `checkDate`; a field within another is called by the outer one's name. */
export function fieldWord(dataset: string, field: string): string | null {
	if (field === '') return null;
	const [name = '', ...inner] = field.split('.');
	const schema = datasetOf(dataset)?.schema.shape[name] as z.ZodType | undefined;
	const title = schema?.meta()?.title;
	if (!title) return field;
	return inner.length > 0 ? `${title}（${inner.join('.')}）` : title;
}
