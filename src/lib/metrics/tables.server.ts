import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Targets and bands of the metrics: data with a source, editable. */
export const metricBand = pgTable(
	'metric_band',
	{
		region: text().notNull(),
		metric: text().notNull(),
		target: doublePrecision(),
		green: doublePrecision(),
		yellow: doublePrecision(),
		redPart: text(),
		source: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.metric] })]
);
