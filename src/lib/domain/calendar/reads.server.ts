import { eq } from 'drizzle-orm';
import type { Orm } from '../../server/database.server';
import { publishedCalendar } from './published.server';
import { Deadlines } from './rules';
import { calendarDay, deadlineParameter } from './tables.server';

export async function readDeadlines(orm: Orm, region: string): Promise<Deadlines> {
	const [days, parameters] = await Promise.all([
		orm.select().from(calendarDay).where(eq(calendarDay.region, region)),
		orm.select().from(deadlineParameter).where(eq(deadlineParameter.region, region))
	]);
	const overrides = new Map(days.map(({ day, working }) => [day, working]));
	return new Deadlines(publishedCalendar(overrides), parameters);
}
