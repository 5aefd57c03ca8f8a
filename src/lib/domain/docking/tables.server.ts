import { boolean, integer, text } from 'drizzle-orm/pg-core';
import { moment, recordTables } from '../../ledger/tables.server';

export const systems = recordTables('system', () => ({
	systemName: text().notNull(),
	systemKind: text().notNull(),
	keyName: text(),
	registeredAt: moment().notNull(),
	silentDays: integer().notNull(),
	connected: boolean().notNull(),
	connectedSince: moment()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: system, past: systemPast } = systems;
