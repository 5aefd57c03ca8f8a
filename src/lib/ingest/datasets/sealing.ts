/** Which fields of a row about a counterparty are sealed, and whose key seals them. */
import { mayBePerson } from '../../standards/act-fields';
import type { Dataset } from '../dataset';

/** Names of those who report or check: open to whoever may see the record, erased with it. */
const STAFF = ['checkPersonnel', 'submittedPersonnel'];
const PERSON = [
	...['administrativeCp', 'administrativeCpUiCode', 'superviseObject'],
	...['addressRegistered', 'addressOperating']
];

/** A natural person is sealed under a key of their own; free text under that of whom it is about. */
export const sealCounterparty =
	(...free: string[]): NonNullable<Dataset['sealed']> =>
	(row, index) => {
		const code = String(row.administrativeCpUiCode);
		return mayBePerson(row as never)
			? { subject: `person/${index(code)}`, fields: [...PERSON, ...STAFF, ...free] }
			: { subject: `subject/${code}`, fields: [...STAFF, ...free] };
	};
