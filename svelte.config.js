import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// A refusal is shown under the address that was asked for, at whatever depth: what it loads is named from the root.
		paths: { relative: false },
		// The origin is asked for in request.server.ts (`requireOwnOrigin`), of every write and not of forms alone.
		csrf: { trustedOrigins: ['*'] },
		// Scripts only of our own, by nonce; styles of components may set properties of an element.
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				// The smallest subsets of a font stand in the style sheet itself.
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config(config) {
				config.include.push('../scripts/**/*.ts', '../*.ts');
			}
		}
	}
};
