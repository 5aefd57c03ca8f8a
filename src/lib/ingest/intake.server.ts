/** The day's counts of what each source brought. They belong to no record: a duplicate leaves none. */
import { dateOf } from '../metrics/period';
import type { Core } from '../server/core.server';
import type { Permission } from './validate.server';

interface Counts {
	accepted: number;
	corrected: number;
	duplicates: number;
}

/** Never throws: what was written is written, whatever becomes of its count. */
export async function tallyIntake(
	core: Core,
	{ source, department }: Permission,
	dataset: string,
	{ accepted, corrected, duplicates }: Counts,
	rejected: number,
	now: Date
): Promise<void> {
	if (accepted + corrected + duplicates + rejected === 0) return;
	await core.database.sql`
		insert into intake (region, day, source, dataset, department, accepted, corrected, duplicates, rejected, last_at)
		values (${core.region}, ${dateOf(now)}, ${source}, ${dataset}, ${department ?? '*'},
			${accepted}, ${corrected}, ${duplicates}, ${rejected}, ${now.toISOString()})
		on conflict (region, day, source, dataset, department) do update set
			accepted = intake.accepted + excluded.accepted,
			corrected = intake.corrected + excluded.corrected,
			duplicates = intake.duplicates + excluded.duplicates,
			rejected = intake.rejected + excluded.rejected,
			last_at = greatest(intake.last_at, excluded.last_at)`.catch(() => {});
}
