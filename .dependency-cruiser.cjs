/** The rules of ARCHITECTURE.md. Each says in its comment what it protects. */

const TESTS = '\\.spec\\.ts$';
const PURE = '^src/lib/domain/[^/]+/(model|rules|metrics)\\.ts$';
/** What a module shows to the others; `actor` is who asks, on both sides of the wire. */
const DOOR =
	'^src/lib/domain/[^/]+/(model|rules|metrics|words|actor|reads\\.server|writes\\.server)\\.ts$';
const TABLES_OR_READS = '/(tables|reads)\\.server\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'A circle of files is one file that nobody can read.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-unresolved',
			comment: 'An import that leads nowhere.',
			severity: 'error',
			from: { path: '^(src|scripts|tests)/' },
			to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env|\\./\\$types|bun:)|/\\$types$' }
		},
		{
			name: 'mechanism-knows-no-domain',
			comment: 'The ledger, the metrics and the ui serve any domain.',
			severity: 'error',
			from: { path: '^src/lib/(metrics|ledger|ui|standards)/', pathNot: TESTS },
			to: { path: '^src/lib/domain/' }
		},
		{
			name: 'pure-domain',
			comment: 'Models, rules and metrics are plain functions over plain values.',
			severity: 'error',
			from: { path: PURE },
			to: {
				pathNot: [
					PURE,
					'^src/lib/domain/(levels|metrics)\\.ts$',
					'^src/lib/domain/access/roles\\.ts$',
					'^src/lib/standards/',
					'^src/lib/metrics/[^/]+(?<!\\.server)\\.ts$',
					'node_modules/(zod|chinese-days)/'
				],
				dependencyTypesNot: ['type-only']
			}
		},
		{
			name: 'pure-domain-types',
			comment: 'Of the ledger they know the shape of a record, and only as a type.',
			severity: 'error',
			from: { path: PURE },
			to: {
				dependencyTypes: ['type-only'],
				path: '^src/lib/',
				pathNot: [
					'^src/lib/ledger/record\\.ts$',
					'^src/lib/(domain|standards)/',
					'^src/lib/metrics/[^/]+(?<!\\.server)\\.ts$'
				]
			}
		},
		{
			name: 'module-by-its-door',
			comment:
				'One module of the domain uses another through its model, rules, words, reads and writes.',
			severity: 'error',
			from: { path: '^src/lib/domain/([^/]+)/', pathNot: [TESTS, TABLES_OR_READS] },
			to: { path: '^src/lib/domain/[^/]+/', pathNot: ['^src/lib/domain/$1/', DOOR] }
		},
		{
			name: 'module-by-its-door-or-a-join',
			comment: 'A query may join the tables of another module, a foreign key may name them.',
			severity: 'error',
			from: { path: '^src/lib/domain/([^/]+)/(tables|reads)\\.server\\.ts$' },
			to: {
				path: '^src/lib/domain/[^/]+/',
				pathNot: ['^src/lib/domain/$1/', DOOR, '/tables\\.server\\.ts$']
			}
		},
		{
			name: 'database-on-the-server',
			comment: 'Kit refuses to ship *.server.ts; so nothing else may touch the database.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['\\.server\\.ts$', TESTS] },
			to: { path: 'node_modules/(drizzle-orm|postgres)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'sockets-in-live',
			severity: 'error',
			comment: 'The wire is one folder.',
			from: { path: '^src/', pathNot: '^src/lib/live/' },
			to: { path: 'node_modules/(socket\\.io|engine\\.io)[^/]*/' }
		},
		{
			name: 'charts-in-ui',
			comment: 'Pages say what to show; how it is drawn is in one place.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/lib/ui/' },
			to: { path: 'node_modules/echarts/' }
		},
		{
			name: 'public-through-exposure',
			comment: 'A public page reads what may be published, and nothing else of the domain.',
			severity: 'error',
			from: { path: '^src/routes/\\(public\\)/' },
			to: { path: '^src/lib/domain/', pathNot: '^src/lib/domain/exposure/' }
		},
		{
			name: 'no-server-from-scripts-in-src',
			comment: 'The application does not know how it is started, tested or filled.',
			severity: 'error',
			from: { path: '^src/', pathNot: TESTS },
			to: { path: '^(scripts|tests)/' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|\\.svelte-kit)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.svelte.ts', '.mts', '.json', '.d.ts']
		},
		skipAnalysisNotInRules: true
	}
};
