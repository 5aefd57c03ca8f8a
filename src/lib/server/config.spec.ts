import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.server';

const OIDC = {
	OIDC_ISSUER: 'https://id.example.cn/realms/sx',
	OIDC_CLIENT_ID: 'pinglu',
	OIDC_CLIENT_SECRET: 'a secret of the platform',
	ORIGIN: 'https://jg.example.cn'
};

/** The sentence with which such a start ends. */
function refusal(environment: Record<string, string>): string {
	try {
		readConfig(environment);
	} catch (error) {
		expect(error).toBeInstanceOf(ConfigError);
		return (error as Error).message;
	}
	throw new Error('it must be refused');
}

test('nothing set: the region, the port, and a database and a secret of its own', () => {
	expect(readConfig({})).toEqual({
		region: '140603',
		databaseUrl: null,
		port: 3000,
		secret: null,
		province: null,
		gateways: { hj212Port: null, mqttUrl: null, mineFolder: null, upload: null }
	});
});

test('what is set to nothing is not set', () => {
	expect(readConfig({ COCKPIT_SECRET: '', OIDC_ISSUER: '', ORIGIN: '', PORT: '' })).toEqual(
		readConfig({})
	);
});

test.each([
	[{ REGION: '1406' }, 'REGION must be a 6-digit GB/T 2260 code'],
	[{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL must begin with postgres://'],
	[{ PORT: '70000' }, 'PORT must be a number from 0 to 65535'],
	[{ PORT: 'http' }, 'PORT must be a number from 0 to 65535'],
	[{ COCKPIT_SECRET: 'x'.repeat(31) }, 'COCKPIT_SECRET must have 32 characters or more']
])('%o: %s', (environment, sentence) => {
	expect(refusal(environment)).toBe(sentence);
});

test('a secret of 32 characters is one', () => {
	const secret = 'x'.repeat(32);
	expect(readConfig({ COCKPIT_SECRET: secret }).secret).toBe(secret);
});

test('the identity platform: all that it takes, or nothing', () => {
	expect(readConfig(OIDC).province).toEqual({
		issuer: OIDC.OIDC_ISSUER,
		clientId: OIDC.OIDC_CLIENT_ID,
		clientSecret: OIDC.OIDC_CLIENT_SECRET,
		origin: OIDC.ORIGIN
	});
	expect(readConfig({ ORIGIN: OIDC.ORIGIN }).province).toBeNull();
	for (const name of Object.keys(OIDC)) {
		expect(refusal({ ...OIDC, [name]: '' })).toMatch(new RegExp(`^${name} must be set as well, `));
	}
	expect(refusal({ OIDC_CLIENT_ID: 'pinglu' })).toBe(
		'OIDC_ISSUER, OIDC_CLIENT_SECRET, ORIGIN must be set as well, because OIDC_CLIENT_ID is set.'
	);
});

test('the identity platform is asked over https, but on this machine itself', () => {
	for (const OIDC_ISSUER of [
		'id.example.cn',
		'http://id.example.cn',
		'ftp://id.example.cn',
		'x:'
	]) {
		expect(refusal({ ...OIDC, OIDC_ISSUER })).toBe(
			'OIDC_ISSUER must be the https:// address of the identity platform'
		);
	}
	for (const OIDC_ISSUER of ['http://localhost:4000', 'http://127.0.0.1:4000/x']) {
		expect(readConfig({ ...OIDC, OIDC_ISSUER }).province?.issuer).toBe(OIDC_ISSUER);
	}
});

test('the own address is one without a path', () => {
	for (const ORIGIN of [
		'jg.example.cn',
		'jg.example.cn:3000',
		'https://jg.example.cn/cockpit',
		'/'
	]) {
		expect(refusal({ ORIGIN })).toBe(
			'ORIGIN must be an address without a path, such as https://jg.example.cn'
		);
	}
	const ORIGIN = 'http://10.0.0.7:3000/';
	expect(readConfig({ ...OIDC, ORIGIN }).province?.origin).toBe('http://10.0.0.7:3000');
});

test('the provincial data centre: its address over https, and the key, both or none', () => {
	const PROVINCE_URL = 'https://data.example.cn/jg';
	const PROVINCE_TOKEN = 'what it gave us';
	expect(readConfig({ PROVINCE_URL, PROVINCE_TOKEN }).gateways.upload).toEqual({
		url: PROVINCE_URL,
		token: PROVINCE_TOKEN
	});
	expect(refusal({ PROVINCE_URL })).toBe(
		'PROVINCE_TOKEN must be set as well, because PROVINCE_URL is set.'
	);
	expect(refusal({ PROVINCE_TOKEN })).toBe(
		'PROVINCE_URL must be set as well, because PROVINCE_TOKEN is set.'
	);
	expect(refusal({ PROVINCE_TOKEN, PROVINCE_URL: 'http://data.example.cn' })).toBe(
		'PROVINCE_URL must be the https:// address of the provincial data centre'
	);
	const here = 'http://127.0.0.1:4100';
	expect(readConfig({ PROVINCE_TOKEN, PROVINCE_URL: here }).gateways.upload?.url).toBe(here);
});
