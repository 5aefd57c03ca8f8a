/** Settings from the environment, checked once. A wrong one is named in a sentence that says what to do. */
import { z } from 'zod';

const Environment = z.object({
	/** GB/T 2260 code of the region that this process serves. */
	REGION: z
		.string()
		.regex(/^\d{6}$/, 'REGION must be a 6-digit GB/T 2260 code')
		.default('140603'),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
		.optional(),
	PORT: z.coerce
		.number('PORT must be a number from 0 to 65535')
		.int()
		.min(0)
		.max(65_535)
		.default(3000),
	/** Master secret of sealed fields and sessions: 32 characters or more. */
	COCKPIT_SECRET: z.string().min(32, 'COCKPIT_SECRET must have 32 characters or more').optional(),
	/** The provincial identity platform (OpenID Connect); all three or none, and ORIGIN with them. */
	OIDC_ISSUER: z
		.string()
		.refine(isGuarded, 'OIDC_ISSUER must be the https:// address of the identity platform')
		.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	/** The address under which people open the cockpit. */
	ORIGIN: z
		.string()
		.refine(isOrigin, 'ORIGIN must be an address without a path, such as https://jg.example.cn')
		.optional(),
	/** 省级监管数据中心, to which the records go (第13条), and the key that it gave us; both or none. */
	PROVINCE_URL: z
		.string()
		.refine(isGuarded, 'PROVINCE_URL must be the https:// address of the provincial data centre')
		.optional(),
	PROVINCE_TOKEN: z.string().optional(),
	/** For stations of HJ 212; 0 for any port that is free. Unset: closed. */
	HJ212_PORT: z.coerce
		.number('HJ212_PORT must be a number from 0 to 65535')
		.int()
		.min(0)
		.max(65_535)
		.optional(),
	MQTT_URL: z
		.string()
		.regex(/^(mqtts?|wss?):\/\//, 'MQTT_URL must begin with mqtt:// or mqtts://')
		.optional(),
	/** Where the mines' systems put their files. */
	MINE_FOLDER: z.string().optional()
});

export interface Config {
	region: string;
	databaseUrl: string | null;
	port: number;
	secret: string | null;
	province: Province | null;
	gateways: Gateways;
}

/** As `domain/access/province.server.ts` takes it. */
export interface Province {
	issuer: string;
	clientId: string;
	clientSecret: string;
	origin: string;
}

/** As `lib/province/outbox.server.ts` takes it. */
export interface Upload {
	url: string;
	token: string;
}

/** The doors beside HTTP; null: closed. As `lib/ingest/gateways.server.ts` takes it. */
export interface Gateways {
	hj212Port: number | null;
	mqttUrl: string | null;
	mineFolder: string | null;
	upload: Upload | null;
}

export class ConfigError extends Error {}

/** @throws ConfigError naming the first wrong setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, v]) => v !== ''));
	const parsed = Environment.safeParse(given);
	if (!parsed.success) throw new ConfigError(parsed.error.issues[0]!.message);
	const e = parsed.data;
	return {
		region: e.REGION,
		databaseUrl: e.DATABASE_URL ?? null,
		port: e.PORT,
		secret: e.COCKPIT_SECRET ?? null,
		province: provinceOf(e),
		gateways: {
			hj212Port: e.HJ212_PORT ?? null,
			mqttUrl: e.MQTT_URL ?? null,
			mineFolder: e.MINE_FOLDER ?? null,
			upload: uploadOf(e)
		}
	};
}

function provinceOf(e: z.infer<typeof Environment>): Province | null {
	const wanted = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
	const given = wanted.filter((name) => e[name]);
	if (given.length === 0) return null;
	const missing = [...wanted, 'ORIGIN' as const].filter((name) => !e[name]);
	if (missing.length > 0) {
		throw new ConfigError(
			`${missing.join(', ')} must be set as well, because ${given.join(', ')} ${given.length > 1 ? 'are' : 'is'} set.`
		);
	}
	return {
		issuer: e.OIDC_ISSUER!,
		clientId: e.OIDC_CLIENT_ID!,
		clientSecret: e.OIDC_CLIENT_SECRET!,
		origin: new URL(e.ORIGIN!).origin
	};
}

function uploadOf({
	PROVINCE_URL: url,
	PROVINCE_TOKEN: token
}: z.infer<typeof Environment>): Upload | null {
	if (url && token) return { url, token };
	if (!url && !token) return null;
	const [missing, given] = url
		? ['PROVINCE_TOKEN', 'PROVINCE_URL']
		: ['PROVINCE_URL', 'PROVINCE_TOKEN'];
	throw new ConfigError(`${missing} must be set as well, because ${given} is set.`);
}

/** Who is let in hangs on what comes from there, and persons' names go there; on this machine itself nobody can come between. */
function isGuarded(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return protocol === 'https:' || (protocol === 'http:' && here);
}

function isOrigin(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, origin, href } = new URL(address);
	return /^https?:$/.test(protocol) && href === `${origin}/`;
}
