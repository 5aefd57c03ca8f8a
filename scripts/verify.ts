/** `npm run ledger:verify`: recomputes both chains and every digest, and names the first entry that is wrong. */
import { parseArgs } from 'node:util';
import { auditRegion } from '../src/lib/domain/access/actor';
import { auditType } from '../src/lib/domain/audit/reads.server';
import { printedRoots } from '../src/lib/domain/audit/roots.server';
import { types } from '../src/lib/domain/types.server';
import { verify, type Root, type Verified } from '../src/lib/ledger/verify.server';
import { readConfig } from '../src/lib/server/config.server';
import { openDatabase, ROLES } from '../src/lib/server/database.server';
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';
import { step } from './start/progress';

const USAGE = `npm run ledger:verify
npm run ledger:verify -- --against <seq>:<hash>         a root of the ledger that was printed elsewhere
npm run ledger:verify -- --against audit:<seq>:<hash>   one of the security audit`;

type Types = Parameters<typeof verify>[2];

command(async () => {
	const against = readArguments();
	const config = readConfig(process.env);
	const place = await findDatabase(config, { borrow: true, log: console.error });
	const { sql, orm, close } = openDatabase(place.url, { max: 2, role: ROLES.fold });
	try {
		const check = async (title: string, region: string, own: Types, given: Root[]) => {
			const roots = [...(await printedRoots(orm, region)), ...given];
			return step(title, (show) =>
				verify(sql, region, own, { roots, progress: (done, of) => show(done / of) })
			);
		};
		const audit = await check(
			'Verifying the security audit',
			auditRegion(config.region),
			{ audit: auditType },
			against.audit
		);
		const ledger = await check('Verifying the ledger', config.region, types, against.ledger);
		const lines = [
			{ text: sentence(audit, ' of the security audit'), bad: audit.bad },
			{ text: sentence(ledger, ''), bad: ledger.bad }
		];
		// What is wrong stands last, where one looks.
		lines.sort((a, b) => Number(a.bad !== null) - Number(b.bad !== null));
		for (const { text } of lines) console.log(text);
		if (audit.bad || ledger.bad) process.exitCode = 1;
	} finally {
		await close();
		await place.stop();
	}
});

function sentence({ entries, hash, bad }: Verified, of: string): string {
	if (!bad) return `${entries} entries${of} are as they were written. Head: ${hash}`;
	const what = bad.kind ? ` (${bad.kind}, ${bad.key})` : '';
	return `Entry ${bad.seq}${of}${what} is wrong: ${bad.reason}. ${entries} entries before it are right.`;
}

/** @throws Problem where a root cannot be read. */
function readArguments(): { ledger: Root[]; audit: Root[] } {
	const roots: { ledger: Root[]; audit: Root[] } = { ledger: [], audit: [] };
	for (const text of parse().against) {
		const found = /^(audit:)?(\d{1,15}):([0-9a-f]{64})$/i.exec(text);
		if (!found) throw new Problem(`"${text}" is no root.\n${USAGE}`);
		const [, audit, seq, hash] = found;
		const root = { seq: Number(seq), hash: hash!.toLowerCase(), where: 'given by --against' };
		roots[audit ? 'audit' : 'ledger'].push(root);
	}
	return roots;
}

function parse(): { against: string[] } {
	try {
		const { values } = parseArgs({ options: { against: { type: 'string', multiple: true } } });
		return { against: values.against ?? [] };
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
}
