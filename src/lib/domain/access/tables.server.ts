import { boolean, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { moment } from '../../ledger/tables.server';

/** Keys of systems and screens: 32 random bytes, kept as sha256 alone. */
export const accessKey = pgTable(
	'access_key',
	{
		region: text().notNull(),
		hash: text().notNull(),
		kind: text().$type<'source' | 'reader' | 'screen'>().notNull(),
		name: text().notNull(),
		/** Empty: all of them. */
		datasets: text().array().notNull(),
		/** Null: all of them. */
		department: text(),
		createdAt: moment().notNull(),
		revokedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.region, t.hash] })]
);

/** Data keys of persons and subjects, wrapped by the master secret; erasing one erases the person. */
export const privacyKey = pgTable(
	'privacy_key',
	{
		region: text().notNull(),
		subject: text().notNull(),
		wrapped: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.subject] })]
);

const at = () => timestamp({ withTimezone: true, mode: 'date' });

/** better-auth's tables; it writes them itself. */
export const user = pgTable('user', {
	id: text().primaryKey(),
	name: text().notNull(),
	email: text().notNull().unique(),
	emailVerified: boolean().notNull(),
	image: text(),
	createdAt: at().notNull(),
	updatedAt: at().notNull(),
	username: text().unique(),
	displayUsername: text(),
	role: text().notNull(),
	department: text()
});

export const session = pgTable('session', {
	id: text().primaryKey(),
	expiresAt: at().notNull(),
	token: text().notNull().unique(),
	createdAt: at().notNull(),
	updatedAt: at().notNull(),
	ipAddress: text(),
	userAgent: text(),
	userId: text()
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' })
});

export const account = pgTable('account', {
	id: text().primaryKey(),
	accountId: text().notNull(),
	providerId: text().notNull(),
	userId: text()
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' }),
	accessToken: text(),
	refreshToken: text(),
	idToken: text(),
	accessTokenExpiresAt: at(),
	refreshTokenExpiresAt: at(),
	scope: text(),
	password: text(),
	createdAt: at().notNull(),
	updatedAt: at().notNull()
});

export const verification = pgTable('verification', {
	id: text().primaryKey(),
	identifier: text().notNull(),
	value: text().notNull(),
	expiresAt: at().notNull(),
	createdAt: at().notNull(),
	updatedAt: at().notNull()
});
