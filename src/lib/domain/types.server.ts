/** Every record type of the ledger, by name. */
import { recordType, type RecordType } from '../ledger/type.server';
import { anomalyFacts } from './anomalies/model';
import { anomalies } from './anomalies/tables.server';
import { approvalFacts } from './approvals/model';
import { approvals } from './approvals/tables.server';
import { coercionFacts, inspectionFacts, otherActFacts, penaltyFacts } from './acts/model';
import { received, reported } from './acts/receipt';
import { coercions, inspections, otherActs, penalties } from './acts/tables.server';
import { systemFacts } from './docking/model';
import { systems } from './docking/tables.server';
import { checklistFacts, itemFacts, planFacts } from './catalog/model';
import { checklists, items, plans } from './catalog/tables.server';
import { complaintFacts } from './complaints/model';
import { complaints } from './complaints/tables.server';
import { creditFacts } from './credit/model';
import { creditRecords } from './credit/tables.server';
import { jointFacts } from './joint/model';
import { jointTasks } from './joint/tables.server';
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
	item: recordType(items, received(itemFacts)),
	checklist: recordType(checklists, received(checklistFacts)),
	plan: recordType(plans, received(planFacts)),
	subject: recordType(subjects, received(subjectFacts)),
	officer: recordType(officers, received(officerFacts)),
	credit_record: recordType(creditRecords, received(creditFacts)),
	inspection: recordType(inspections, reported(inspectionFacts)),
	penalty: recordType(penalties, reported(penaltyFacts)),
	coercion: recordType(coercions, reported(coercionFacts)),
	other_act: recordType(otherActs, reported(otherActFacts)),
	warning: recordType(warnings, received(warningFacts)),
	complaint: recordType(complaints, received(complaintFacts)),
	approval: recordType(approvals, received(approvalFacts)),
	joint_task: recordType(jointTasks, received(jointFacts)),
	point: recordType(points, received(pointFacts)),
	obligation: recordType(obligations, obligationFacts),
	alarm: recordType(alarms, alarmFacts),
	device: recordType(devices, received(deviceFacts)),
	anomaly: recordType(anomalies, anomalyFacts),
	system: recordType(systems, received(systemFacts))
};

/** What comes through the doors; the others the cockpit writes itself. */
export const RECEIVED: RecordType[] = Object.values(types).filter(
	({ name }) => !['obligation', 'alarm', 'anomaly'].includes(name)
);

export type TypeName = keyof typeof types;

export const typeOf = (name: string): RecordType | undefined =>
	Object.hasOwn(types, name) ? (types as Record<string, RecordType>)[name] : undefined;
