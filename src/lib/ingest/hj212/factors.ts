import { sameUnit } from '../units';

/**
 * Units by which the usual factors are measured: HJ 212-2017 annex B, and what loggers send in its place. A point
 * whose unit is another kind of unit has the wrong code, or the wrong unit; its readings would be judged wrongly.
 */
const MASS_IN_WATER = ['mg/L', 'µg/L', 'ug/L'];
const MASS_IN_AIR = ['mg/m³', 'µg/m³', 'ng/m³', 'ug/m³'];
const FLOW_OF_AIR = ['m³/s', 'm³/h'];
const TEMPERATURE = ['℃', '°C'];
const PRESSURE = ['Pa', 'hPa', 'kPa', 'MPa'];

const UNITS: Record<string, string[]> = {
	w00000: ['L/s', 'm³/h', 'm³/s'],
	w01001: ['', '无量纲', 'pH', '-'],
	w01009: MASS_IN_WATER,
	w01010: TEMPERATURE,
	w01012: MASS_IN_WATER,
	w01014: ['µS/cm', 'us/cm', 'mS/cm', 'S/m'],
	w01017: MASS_IN_WATER,
	w01018: MASS_IN_WATER,
	w01019: MASS_IN_WATER,
	w20119: MASS_IN_WATER,
	w21001: MASS_IN_WATER,
	w21003: MASS_IN_WATER,
	w21011: MASS_IN_WATER,
	w22001: MASS_IN_WATER,
	a00000: FLOW_OF_AIR,
	a01001: TEMPERATURE,
	a01002: ['%', '%RH'],
	a01006: PRESSURE,
	a01007: ['m/s'],
	a01008: ['°', '度', '[角]度'],
	a01011: ['m/s'],
	a01012: TEMPERATURE,
	a01013: PRESSURE,
	a01014: ['%', '%RH'],
	a05002: MASS_IN_AIR,
	a19001: ['%', '%vol'],
	a21002: MASS_IN_AIR,
	a21003: MASS_IN_AIR,
	a21004: MASS_IN_AIR,
	a21005: MASS_IN_AIR,
	a21026: MASS_IN_AIR,
	a21028: MASS_IN_AIR,
	a34001: MASS_IN_AIR,
	a34002: MASS_IN_AIR,
	a34004: MASS_IN_AIR,
	a34013: MASS_IN_AIR
};

/** Null where the unit fits, or nothing is known of the code; else what it should be. */
export function unitMismatch(code: string, unit: string): string[] | null {
	const known = Object.hasOwn(UNITS, code) ? UNITS[code]! : null;
	return !known || known.some((one) => sameUnit(one, unit)) ? null : known;
}
