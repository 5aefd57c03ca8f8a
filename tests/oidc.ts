/** An identity platform of the tests' own: a real OpenID provider on this machine, at which anybody is whom he says. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import Provider from 'oidc-provider';

const CLIENT_ID = 'pinglu';
const CLIENT_SECRET = 'what only the cockpit and the platform know';

type Method = 'client_secret_basic' | 'client_secret_post';

export interface Platform {
	/** Settings of a cockpit that signs in by it. */
	environment: Record<string, string>;
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Follows the way of a browser, signs in there as this subject, and returns the address it is sent back to. */
	signIn(address: string, subject: string): Promise<string>;
}

/** Not started yet. `origin`: the address of the cockpit; `method`: how it proves to be itself. */
export function platformFor(
	origin: string,
	port: number,
	method: Method = 'client_secret_basic'
): Platform {
	// Another host than the cockpit's: cookies do not care for ports.
	const issuer = `http://127.0.0.1:${port}`;
	let server: Server | null = null;
	const start = async () => {
		server = quietly(() => provider(issuer, origin, method)).listen(port, '127.0.0.1');
		await once(server, 'listening');
	};
	const stop = async () => {
		const closed = server && once(server, 'close');
		server?.close();
		server?.closeAllConnections();
		await closed;
		server = null;
	};
	const environment = {
		OIDC_ISSUER: issuer,
		OIDC_CLIENT_ID: CLIENT_ID,
		OIDC_CLIENT_SECRET: CLIENT_SECRET,
		ORIGIN: origin
	};
	return {
		environment,
		start,
		stop,
		signIn: (address, subject) => visit(issuer, address, subject)
	};
}

function provider(issuer: string, origin: string, method: Method): Provider {
	return new Provider(issuer, {
		clients: [
			{
				client_id: CLIENT_ID,
				client_secret: CLIENT_SECRET,
				redirect_uris: [`${origin}/sign-in/province/callback`],
				token_endpoint_auth_method: method
			}
		],
		clientAuthMethods: [method],
		pkce: { required: () => true },
		cookies: { keys: ['of the tests'] },
		ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
		findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) })
	});
}

/** It warns of what is only meant for development, which this is. */
function quietly<T>(make: () => T): T {
	const { warn, info } = console;
	console.warn = console.info = () => {};
	try {
		return make();
	} finally {
		Object.assign(console, { warn, info });
	}
}

async function visit(issuer: string, address: string, subject: string): Promise<string> {
	const jar = new Map<string, string>();
	for (let at = address; ;) {
		if (!at.startsWith(issuer)) return at;
		const asked = new URL(at).pathname.startsWith('/interaction/');
		const headers = { cookie: [...jar].map((pair) => pair.join('=')).join('; ') };
		const page = await fetch(at, { headers, redirect: 'manual' });
		const prompt = asked && /name="prompt" value="(\w+)"/.exec(await page.text())?.[1];
		const body = new URLSearchParams({ prompt: prompt || '', login: subject });
		const answer = asked
			? await fetch(at, { method: 'POST', headers, body, redirect: 'manual' })
			: page;
		for (const cookie of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
			jar.set(name!, value!);
		}
		const next = answer.headers.get('location');
		if (!next) throw new Error(`the platform answered ${answer.status} at ${at}`);
		at = new URL(next, at).href;
	}
}
