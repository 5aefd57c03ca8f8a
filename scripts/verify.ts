/** `npm run ledger:verify`: recomputes the chain and every digest, and names the first entry that is wrong. */
import { types } from '../src/lib/domain/types.server';
import { verify } from '../src/lib/ledger/verify.server';
import { readConfig } from '../src/lib/server/config.server';
import { openDatabase } from '../src/lib/server/database.server';
import { findDatabase } from './start/database';
import { command } from './start/fail';
import { step } from './start/progress';

command(async () => {
	const config = readConfig(process.env);
	const place = await findDatabase(config, { borrow: true, log: console.error });
	const { sql, close } = openDatabase(place.url, { max: 2 });
	try {
		const { entries, hash, bad } = await step('Verifying the ledger', (show) =>
			verify(sql, config.region, types, (done, of) => show(done / of))
		);
		if (!bad) {
			console.log(`${entries} entries are as they were written. Head: ${hash}`);
			return;
		}
		const what = bad.kind ? ` (${bad.kind}, ${bad.key})` : '';
		console.log(
			`Entry ${bad.seq}${what} is wrong: ${bad.reason}. ${entries} entries before it are right.`
		);
		process.exitCode = 1;
	} finally {
		await close();
		await place.stop();
	}
});
