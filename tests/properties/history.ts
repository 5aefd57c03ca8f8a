/** Random histories of a district, as commands: what they become depends on the clock and on what came before. */
import fc from 'fast-check';

export const DATASETS = [
	'inspections',
	'penalties',
	'coercions',
	'other-acts',
	'warnings',
	'complaints',
	'points'
] as const;
export type DatasetName = (typeof DATASETS)[number];

/** One row that a source sends. */
export interface RowCommand {
	dataset: DatasetName;
	id: number;
	/** Against the highest version sent so far: below it is late, at it a conflict or a resend. */
	lift: number;
	department: number;
	township: number | null;
	/** Minutes before the clock. */
	back: number;
	level: number;
	variant: number;
	/** Signed for, fed back or closed? */
	progress: number;
	withdraw: 'no' | 'whole' | 'bare';
}

export interface Request {
	source: number;
	rows: RowCommand[];
}

export interface ReadingCommand {
	point: number;
	/** 0 good, 1 between clearing and threshold, 2 bad, 3 worse. */
	value: number;
	back: number;
	flag: number;
}

export type Step =
	/** All at once, while figures are being read. */
	| { do: 'send'; requests: Request[] }
	/** Requests sent before, once more, all at once. */
	| { do: 'resend'; requests: number[] }
	| { do: 'read'; batches: ReadingCommand[][] }
	| { do: 'wait'; minutes: number }
	/** Keeps aside what stands now. */
	| { do: 'look'; checkpoint: boolean };

const back = fc.oneof(
	{ weight: 4, arbitrary: fc.integer({ min: 0, max: 90 }) },
	{ weight: 3, arbitrary: fc.integer({ min: 0, max: 4 * 24 * 60 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 140 * 24 * 60 }) },
	// To the minute at which months, quarters and years begin, and one before: see `timeOf`.
	{ weight: 1, arbitrary: fc.integer({ min: -16, max: -1 }) }
);

const row = (ids: number): fc.Arbitrary<RowCommand> =>
	fc.record({
		dataset: fc.constantFrom(...DATASETS, 'warnings' as const, 'complaints' as const),
		id: fc.nat(ids - 1),
		lift: fc.constantFrom(1, 1, 1, 2, 0, -1),
		department: fc.nat(2),
		township: fc.option(fc.nat(2)),
		back,
		level: fc.integer({ min: 1, max: 4 }),
		variant: fc.nat(3),
		progress: fc.nat(2),
		withdraw: fc.constantFrom('no' as const, 'no', 'no', 'no', 'no', 'whole', 'bare')
	});

const reading: fc.Arbitrary<ReadingCommand> = fc.record({
	point: fc.nat(5),
	value: fc.nat(3),
	back: fc.integer({ min: 0, max: 20 }),
	flag: fc.nat(7)
});

const wait = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 30, max: 600 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 24 * 60, max: 6 * 24 * 60 }) }
);

interface Size {
	steps: number;
	ids: number;
	rows: number;
}

export const history = ({ steps, ids, rows }: Size): fc.Arbitrary<Step[]> =>
	fc.array(
		fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					do: fc.constant('send' as const),
					requests: fc.array(
						fc.record({
							source: fc.nat(2),
							rows: fc.array(row(ids), { minLength: 1, maxLength: rows, size: 'max' })
						}),
						{ minLength: 1, maxLength: 4, size: 'max' }
					)
				})
			},
			{
				weight: 1,
				arbitrary: fc.record({
					do: fc.constant('resend' as const),
					requests: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 })
				})
			},
			{
				weight: 3,
				arbitrary: fc.record({
					do: fc.constant('read' as const),
					batches: fc.array(fc.array(reading, { minLength: 1, maxLength: 30, size: 'max' }), {
						minLength: 1,
						maxLength: 3
					})
				})
			},
			{ weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: wait }) },
			{
				weight: 2,
				arbitrary: fc.record({ do: fc.constant('look' as const), checkpoint: fc.boolean() })
			}
		),
		{ minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' }
	);
