import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const QUERY = ['update', 'delete', 'insert'].join('|');

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
		// A page reads as whoever asks: `rows.as` for persons and keys, `rows.publicly` for the public.
		files: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts'],
		ignores: ['src/routes/api/v1/health/+server.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "MemberExpression[property.name='database'], Property[key.name='database']",
					message: 'Read through app().rows: the doors’ own connection sees everything.'
				}
			]
		}
	},
	{
		// The ledger is written by one door; whoever else writes its tables breaks the chain.
		files: ['src/**/*.server.ts'],
		ignores: ['src/lib/ledger/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: `TemplateElement[value.raw=/(${QUERY}\\s+into|${QUERY})\\s+(ledger_|fact\\b)/i]`,
					message: 'Write through change(): nothing else touches the ledger.'
				}
			]
		}
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
