/** Every record type of the ledger, by name. */
import { recordType, type RecordType } from '../ledger/type.server';
import { anomalyFacts } from './anomalies/model';
import { anomalies } from './anomalies/tables.server';
import { coercionFacts, inspectionFacts, otherActFacts, penaltyFacts } from './acts/model';
import { coercions, inspections, otherActs, penalties } from './acts/tables.server';
import { systemFacts } from './docking/model';
import { systems } from './docking/tables.server';
import { itemFacts } from './catalog/model';
import { items } from './catalog/tables.server';
import { complaintFacts } from './complaints/model';
import { complaints } from './complaints/tables.server';
import { alarmFacts, deviceFacts, pointFacts } from './monitoring/model';
import { alarms, devices, points } from './monitoring/tables.server';
import { obligationFacts } from './obligations/model';
import { obligations } from './obligations/tables.server';
import { officerFacts } from './officers/model';
import { officers } from './officers/tables.server';
import { subjectFacts } from './subjects/model';
import { subjects } from './subjects/tables.server';
import { warningFacts } from './warnings/model';
import { warnings } from './warnings/tables.server';

export const types = {
	item: recordType(items, itemFacts),
	subject: recordType(subjects, subjectFacts),
	officer: recordType(officers, officerFacts),
	inspection: recordType(inspections, inspectionFacts),
	penalty: recordType(penalties, penaltyFacts),
	coercion: recordType(coercions, coercionFacts),
	other_act: recordType(otherActs, otherActFacts),
	warning: recordType(warnings, warningFacts),
	complaint: recordType(complaints, complaintFacts),
	point: recordType(points, pointFacts),
	obligation: recordType(obligations, obligationFacts),
	alarm: recordType(alarms, alarmFacts),
	device: recordType(devices, deviceFacts),
	anomaly: recordType(anomalies, anomalyFacts),
	system: recordType(systems, systemFacts)
};

export type TypeName = keyof typeof types;

export const typeOf = (name: string): RecordType | undefined =>
	Object.hasOwn(types, name) ? (types as Record<string, RecordType>)[name] : undefined;
