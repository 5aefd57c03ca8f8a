import { parseArgs } from 'node:util';
import { Problem } from './fail';

const OPTIONS = {
	demo: { type: 'boolean', default: false },
	'demo-scale': { type: 'string', default: process.env.COCKPIT_DEMO_SCALE || '1' },
	'no-simulator': { type: 'boolean', default: false },
	rate: { type: 'string' },
	dev: { type: 'boolean', default: false }
} as const;

export interface Options {
	/** Load the demo district whatever database this is. */
	demo: boolean;
	/** Share of the demo district to load: 1 is all of it. */
	scale: number;
	simulator: boolean;
	/** Of the simulator: extra events a minute. */
	rate: string | undefined;
	/** Serve by Vite, from the sources. */
	dev: boolean;
}

/** @throws Problem naming the option that does not exist or makes no sense. */
export function readOptions(args: string[]): Options {
	const values = parse(args);
	const scale = Number(values['demo-scale']);
	if (!(scale > 0 && scale <= 1)) {
		throw new Problem('--demo-scale must be a number above 0 and not above 1.');
	}
	return {
		demo: values.demo,
		scale,
		simulator: !values['no-simulator'],
		rate: values.rate,
		dev: values.dev
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, strict: true }).values;
	} catch (error) {
		const known = Object.keys(OPTIONS).map((name) => `--${name}`);
		throw new Problem(`${(error as Error).message.split('. ')[0]}. There are ${known.join(', ')}.`);
	}
}
