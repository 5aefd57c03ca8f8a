/**
 * After `npm ci`: mends postgres.js 3.4.9, which ends the whole process when a connection is lost within a transaction
 * (porsager/postgres#1208), and leaves that connection unable to send ever after. See docs/decisions.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILES = ['src', 'cjs/src'].map((folder) => `node_modules/postgres/${folder}/connection.js`);

const REPAIRS: [what: string, found: RegExp, mended: string][] = [
	[
		'a query on a lost connection is refused',
		/(?<=function execute\(q\) \{\n)(?= +if \(terminated\))/,
		`    if (socket === null) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options, socket))
      return true
    }

`
	],
	[
		'whoever waits for an answer is told, and the next connection waits for none of them',
		/!hadError && (\(query \|\| sent\.length\)) && (error\(.+\n)/,
		`if $1 $2    query = results = errorResponse = null
    result = new Result()
`
	],
	[
		'what was to be sent goes with the connection',
		/(?<=\n +)clearImmediate\(nextWriteTimer\)\n(?! +chunk)/g,
		`clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
`
	]
];

for (const file of FILES) {
	let text = readFileSync(file, 'utf8');
	if (text.includes('if (socket === null) {')) continue;
	for (const [what, found, mended] of REPAIRS) {
		const repaired = text.replace(found, mended);
		if (repaired === text) {
			throw new Error(
				`${file} is not as expected (${what}): see whether porsager/postgres#1208 is closed and this script may go.`
			);
		}
		text = repaired;
	}
	writeFileSync(file, text);
}
