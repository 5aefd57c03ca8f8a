import {
	boolean,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex
} from 'drizzle-orm/pg-core';
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
		/** Who made it; null for one made on the command line. */
		createdBy: text(),
		/** Null: it holds until it is revoked. */
		expiresAt: moment(),
		/** To the minute. */
		lastUsedAt: moment(),
		revokedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.region, t.hash] })]
);

/** 第22条: leave to look at another department's data, for a purpose and until a day, given by that department. */
export const dataUseGrant = pgTable(
	'data_use_grant',
	{
		region: text().notNull(),
		id: text().notNull(),
		/** The department whose data it is. */
		provider: text().notNull(),
		/** The department that may look. */
		grantee: text().notNull(),
		purpose: text().notNull(),
		/** May what is seen also be exported? */
		exportable: boolean().notNull(),
		createdAt: moment().notNull(),
		/** Account that gave it. */
		createdBy: text().notNull(),
		expiresAt: moment().notNull(),
		revokedAt: moment(),
		revokedBy: text()
	},
	(t) => [primaryKey({ columns: [t.region, t.id] }), index().on(t.region, t.grantee)]
);

/** Refused sign-ins, by what is guessed at and from where; better-auth itself locks nobody out. */
export const signInFailure = pgTable(
	'sign_in_failure',
	{
		region: text().notNull(),
		username: text().notNull(),
		/** `*`: from anywhere. */
		address: text().notNull(),
		count: integer().notNull(),
		until: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.username, t.address] })]
);

/** Limits that the regulation leaves open: data with a source, editable (`rules.ts` names them). */
export const accessParameter = pgTable(
	'access_parameter',
	{
		region: text().notNull(),
		id: text().notNull(),
		amount: integer().notNull(),
		source: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.id] })]
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

/** better-auth's tables; it writes them itself, but for the accounts that are opened (`people.server.ts`). */
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
	twoFactorEnabled: boolean().default(false),
	region: text().notNull().default('140603'),
	role: text().notNull(),
	department: text(),
	/** 9-digit code, of a township's account. */
	township: text(),
	post: text(),
	/** 执法证号, of an officer. */
	certificate: text(),
	createdBy: text(),
	/** A password set by somebody else is changed before anything else is done. */
	mustChangePassword: boolean().notNull().default(false),
	suspendedAt: at(),
	suspendedBy: text()
});

export const twoFactor = pgTable(
	'two_factor',
	{
		id: text().primaryKey(),
		secret: text().notNull(),
		backupCodes: text().notNull(),
		userId: text()
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		verified: boolean().default(true),
		failedVerificationCount: integer().default(0),
		lockedUntil: at()
	},
	(t) => [index().on(t.userId)]
);

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

export const account = pgTable(
	'account',
	{
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
	},
	// Whoever the provincial platform names is one person here.
	(t) => [uniqueIndex().on(t.providerId, t.accountId)]
);

export const verification = pgTable('verification', {
	id: text().primaryKey(),
	identifier: text().notNull(),
	value: text().notNull(),
	expiresAt: at().notNull(),
	createdAt: at().notNull(),
	updatedAt: at().notNull()
});
