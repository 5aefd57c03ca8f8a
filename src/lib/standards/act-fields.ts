/** Fields and rules that the national uploads of every kind of act share: 行政相对人, who acts, what was reported when. */
import type { z } from 'zod';
import { areaNumber, checklistCodes, coded, itemCode, moment, named, row, text } from './fields';
import { idCardError } from './idcard';
import { fault } from './order';
import { creditCodeError } from './uscc';

/** 行政相对人, as every act names it. */
export const counterparty = {
	administrativeCp: named(text(200), '行政相对人', 'administrative_cp'),
	administrativeCpNa: named(
		coded('counterparty_nature', ['1', '2', '3']).default('2'),
		'行政相对人性质',
		'administrative_cp_na'
	),
	administrativeCpCeType: named(
		coded('certificate_type').default('001'),
		'行政相对人证件类型',
		'administrative_cp_ce_type'
	),
	administrativeCpUiCode: named(text(20), '行政相对人编码', 'administrative_cp_ui_code')
};

/** Where the counterparty is registered and works, and the area of the act. */
export const places = {
	addressRegistered: named(text(400).optional(), '注册地址', 'address_registered'),
	addressOperating: named(text(400).optional(), '经营地址', 'address_operating'),
	areaNumber: named(areaNumber.optional(), '行政区划代码，国家必填', 'area_number')
};

/** 监管行为 of every kind. */
export const act = {
	...row,
	...counterparty,
	...places,
	superviseItemImplementCode: named(itemCode, '监管事项目录编码', 'supervise_item_implement_code'),
	superviseItemCheckIcode: named(
		checklistCodes.optional(),
		'检查实施清单编码，多个以逗号分隔',
		'supervise_item_check_icode'
	),
	superviseObjectType: named(coded('supervise_object_type').optional(), '监管对象类型'),
	superviseObject: named(text(200).optional(), '监管对象，国家必填', 'supervise_object'),
	implementInstitution: named(text(100).optional(), '实施机构', 'implement_institution'),
	implementInstitutionCode: named(
		text(20).optional(),
		'实施机构编码',
		'implement_institution_code'
	),
	entrustDept: named(text(100).optional(), '受委托部门', 'entrust_dept'),
	entrustDeptCode: named(text(20).optional(), '受委托部门编码', 'entrust_dept_code'),
	submittedDate: named(moment.optional(), '报送时间', 'submitted_date'),
	submittedPersonnel: named(text(60).optional(), '报送人员', 'submitted_personnel')
};

interface Counterparty {
	administrativeCpNa: string;
	administrativeCpCeType: string;
	administrativeCpUiCode: string;
}

/**
 * A legal person's 18 characters are a credit code, an identity card's number closes. Old codes of other lengths
 * still come in historical rows: they are taken and stay unmatched (K-09).
 */
export function checkCounterparty(row: Counterparty, issue: z.RefinementCtx): void {
	const { administrativeCpNa: nature, administrativeCpCeType: type } = row;
	const code = row.administrativeCpUiCode;
	if (nature === '2' && type === '001' && code.length === 18) {
		const error = creditCodeError(code.toUpperCase());
		if (error) fault(issue, 'administrativeCpUiCode', error, 'uscc');
	}
	if (type === '111') {
		const error = idCardError(code);
		if (error) fault(issue, 'administrativeCpUiCode', error, 'idcard');
	}
}

/** May the counterparty be a natural person? Whatever it calls itself: without a credit code it may. */
export const mayBePerson = (row: Counterparty): boolean =>
	row.administrativeCpNa === '1' ||
	row.administrativeCpCeType !== '001' ||
	creditCodeError(row.administrativeCpUiCode) !== null;
