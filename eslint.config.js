import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const QUERY = ['update', 'delete', 'insert'].join('|');

const LEDGER = {
	selector: `TemplateElement[value.raw=/(${QUERY}\\s+into|${QUERY})\\s+(ledger_|fact\\b)/i]`,
	message: 'Write through change(): nothing else touches the ledger.'
};
const CONNECTIONS = ['database', 'fold', 'access'].map((name) => ({
	selector: `MemberExpression[property.name='${name}'], Property[key.name='${name}']`,
	message: `Read through app().rows: the connection \`${name}\` sees everything.`
}));

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', '.data/', 'drizzle/', 'test-results/', 'node_modules/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript says it better, and knows the types.
			'no-undef': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'max-lines': ['error', { max: 250 }]
		}
	},
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			// The pages are served at the root of their own address.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// The ledger is written by one door; whoever else writes its tables breaks the chain.
		files: ['src/**/*.server.ts'],
		ignores: ['src/lib/ledger/**'],
		rules: { 'no-restricted-syntax': ['error', LEDGER] }
	},
	{
		// A page reads as whoever asks: `rows.as` for persons and keys, `rows.publicly` for the public. A rule given
		// twice is replaced, not added to: so both are named here.
		files: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts'],
		rules: { 'no-restricted-syntax': ['error', LEDGER, ...CONNECTIONS] }
	},
	{
		// Whether the database is there at all is asked of the doors' own connection.
		files: ['src/routes/api/v1/health/+server.ts'],
		rules: { 'no-restricted-syntax': ['error', LEDGER] }
	},
	{
		// A pure rule is given its clock.
		files: ['src/lib/domain/*/{model,rules,metrics}.ts', 'src/lib/metrics/{fold,tile,period}.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "NewExpression[callee.name='Date'][arguments.length=0]",
					message: 'Pass the time in.'
				},
				{
					selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
					message: 'Pass the time in.'
				}
			]
		}
	}
);
