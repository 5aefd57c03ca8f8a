/** The parsers and validators, each as one call: good, or a reason. Whatever it throws is a find. */
import { rowOf, type TableCell } from '../../src/lib/ingest/read/cells-to-row';
import { readRows } from '../../src/lib/ingest/read/body.server';
import { DATASETS } from '../../src/lib/ingest/datasets.server';
import type { Dataset } from '../../src/lib/ingest/dataset';
import { parseJson, parseTopic, Telemetry } from '../../src/lib/ingest/mqtt/message';
import { parseRow } from '../../src/lib/ingest/validate.server';
import { HttpError } from '../../src/lib/server/http.server';
import type { FieldError } from '../../src/lib/standards/fields';
import { FrameDecoder } from '../../src/lib/standards/hj212/stream';
import { encodeFrame } from '../../src/lib/standards/hj212/frame';
import { parseSegment } from '../../src/lib/standards/hj212/segment';
import { readContent } from '../../src/lib/standards/hj212/readings';
import { readMineFile } from '../../src/lib/standards/mine-file';

import { bodyOf, buffers, columnsWith, example, lineOf } from './bodies';

/** Null: good. */
export type Reason = string | null;

export interface Target {
	name: string;
	/** Of all inputs, so many in a hundred. */
	share: number;
	corpus: Buffer[];
	/** How many inputs one call takes: a body has many rows. */
	batch?: number;
	run(inputs: Buffer[]): Reason[] | Promise<Reason[]>;
}

function told(errors: FieldError[]): Reason {
	if (errors.length === 0) throw new Error('refused without an error');
	for (const { code, message } of errors) {
		if (!code || !message)
			throw new Error(`an error without its reason: ${JSON.stringify(errors)}`);
	}
	return errors.map(({ code }) => code).join();
}

const one = (run: (input: Buffer) => Reason) => (inputs: Buffer[]) => inputs.map(run);

function checkRow(dataset: Dataset, row: unknown): Reason {
	const parsed = parseRow(dataset, row);
	return 'errors' in parsed ? told(parsed.errors) : null;
}

const json: Target = {
	name: 'JSON rows',
	share: 20,
	corpus: DATASETS.flatMap((dataset, i) =>
		buffers([JSON.stringify({ dataset: i, row: example(dataset) })])
	),
	run: one((input) => {
		let value: { dataset?: unknown; row?: unknown } | null;
		try {
			value = JSON.parse(input.toString()) as typeof value;
		} catch {
			return 'invalid_json';
		}
		const dataset = DATASETS[Number(value?.dataset)] ?? DATASETS[0]!;
		return checkRow(dataset, value?.row);
	})
};

export function corpusOf(
	dataset: Dataset | null,
	type: 'csv' | 'ndjson' | 'frames' | 'files',
	id: string
): Buffer[] {
	if (type === 'frames') return frames.corpus;
	if (type === 'files') return mine.corpus;
	return buffers([lineOf(dataset!, type, `fuzz-${id}`)]);
}

/** Bodies of twenty records under a good header, read as they would come from the line. */
function body(name: string, type: 'csv' | 'ndjson', share: number): Target {
	const dataset = DATASETS.find((one) => one.name === 'inspections')!;
	const columns = columnsWith(dataset);
	return {
		name,
		share,
		batch: 20,
		corpus: buffers([0, 1, 2, 3].map((i) => lineOf(dataset, type, `fuzz-${i}`))),
		async run(inputs) {
			// Most of them in good UTF-8: broken characters spoil a whole body, and no row of it would be read.
			const broken = inputs[0]!.length % 10 === 0;
			const { body: text } = bodyOf(dataset, type, inputs);
			const whole = broken ? Buffer.concat([text, ...inputs]) : text;
			const reasons: Reason[] = [];
			try {
				const rows = readRows(pieces(whole), { type, gzip: false, columns });
				for await (const { row, errors } of rows) {
					reasons.push(errors ? told(errors) : checkRow(dataset, row));
				}
			} catch (error) {
				// What spoils the whole body is told for the whole body.
				if (!(error instanceof HttpError)) throw error;
				if (!error.message) throw new Error('a body refused without a reason', { cause: error });
				return inputs.map(() => error.code);
			}
			return reasons;
		}
	};
}

async function* pieces(whole: Buffer): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < whole.length; at += 997) yield whole.subarray(at, at + 997);
}

const cells: Target = (() => {
	const columns = DATASETS.map(columnsWith);
	return {
		name: 'spreadsheet cells',
		share: 20,
		corpus: DATASETS.flatMap((dataset, i) => {
			const row = example(dataset) as Record<string, unknown>;
			const values = columns[i]!.map(({ field }) => String(row[field] ?? ''));
			return buffers([[String(i), ...values].join('\x1f')]);
		}),
		run: one((input) => {
			const [which, ...texts] = input.toString().split('\x1f');
			const own = columns[Number(which)] ?? columns[0]!;
			const dataset = DATASETS[Number(which)] ?? DATASETS[0]!;
			const { row, errors } = rowOf(texts.map(asCell), own);
			return errors.length > 0 ? told(errors) : checkRow(dataset, row);
		})
	};
})();

/** As a spreadsheet holds it: numbers, dates and booleans are not text. */
function asCell(text: string, i: number): TableCell {
	const number = Number(text);
	if (text.trim() !== '' && !Number.isNaN(number)) return i % 2 ? number : { serial: number };
	return text === 'true' ? true : text;
}

const FRAMES = [
	'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&',
	'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;w01001-Rtd=7.1,w01001-Flag=N;w01018-Rtd=40.1,w01018-Flag=N&&',
	'QN=20261123093001000;ST=31;CN=2051;PW=123456;MN=140603A8900016F000169DC0;Flag=9;CP=&&DataTime=20261123093000;a21026-Cou=1.5,a21026-Min=2,a21026-Avg=3,a21026-Max=4,a21026-Flag=N&&',
	'QN=20261123093001000;ST=91;CN=9014;PW=123456;MN=140603A8900016F000169DC0;Flag=4;CP=&&&&',
	'QN=20261123093001000;ST=32;CN=2061;PW=123456;MN=140603A8900016F000169DC0;Flag=7;PNUM=2;PNO=1;CP=&&DataTime=20261123090000;w21003-Avg=0.5&&'
];

function segment(bytes: Uint8Array): Reason {
	const parsed = parseSegment(bytes);
	if (!parsed.ok) return told(parsed.errors);
	const { errors } = readContent(parsed.packet.cp);
	return errors.length > 0 ? told(errors) : null;
}

const frames: Target = {
	name: 'HJ 212 frames',
	share: 10,
	corpus: FRAMES.map((text) => Buffer.from(encodeFrame(Buffer.from(text)))),
	batch: 4,
	run(inputs) {
		const decoder = new FrameDecoder();
		const reasons: Reason[] = [];
		for (const input of inputs) {
			const found = decoder.push(input);
			if (decoder.held > 1_024 + 18) throw new Error(`the decoder holds ${decoder.held} bytes`);
			for (const one of found) {
				reasons.push(one.kind === 'refused' ? one.reason : segment(one.segment));
			}
		}
		// A frame that has not ended waits for the rest: that is an answer too.
		while (reasons.length < inputs.length) reasons.push('waiting');
		return reasons;
	}
};

/** Behind a good CRC: what a station with wrong contents sends. */
const segments: Target = {
	name: 'HJ 212 segments',
	share: 10,
	corpus: buffers(FRAMES),
	run: one(segment)
};

const mqtt: Target = {
	name: 'MQTT messages',
	share: 10,
	corpus: buffers([
		'pl/140603/nengyuan/91140603MAXXX0001A/ch4/telemetry\n{"ts":"2026-11-24T10:00:00+08:00","v":0.42,"unit":"%CH4","flag":"N","seq":1}',
		'pl/140603/shijian/91140603MAXXX0001A/temp-1/telemetry\n{"ts":1795514400000,"v":-18.5}',
		'pl/140603/shijian/91140603MAXXX0001A/lift-1/status\noffline'
	]),
	run: one((input) => {
		const at = input.indexOf('\n');
		const topic = parseTopic('140603', input.subarray(0, Math.max(at, 0)).toString());
		if ('reason' in topic) return topic.reason;
		const parsed = parseJson(input.subarray(at + 1));
		if (!parsed) return 'invalid_json';
		const read = Telemetry.safeParse(parsed.value);
		return read.success ? null : read.error.issues.map(({ message }) => message).join();
	})
};

const MINE =
	'140603000123;平鲁某煤矿;30;主要通风机监控系统;2026-11-23 10:32:05~' +
	'14060300012330A001;01;风压;TF01;-2350.5;Pa;0;2026-11-23 10:32:00~' +
	'14060300012330A002;02;风量;TF01;-9999;m3/s;0;2026-11-23 10:32:00~||';

const mine: Target = {
	name: 'mine files',
	share: 10,
	corpus: buffers([
		`140603000123_TFSS_20261123103205.txt\n${MINE}`,
		`140603000123_TFJC_20261123103205.txt\n${MINE}`,
		`140603000123_TFYC_20261123103205.txt\n${MINE}`
	]),
	run: one((input) => {
		const at = Math.max(input.indexOf('\n'), 0);
		const name = input.subarray(0, at).toString();
		const read = readMineFile(name, input.subarray(at + 1), { bytes: 100_000, rows: 100 });
		if ('obstacle' in read) {
			if (!read.reason) throw new Error('a file refused without a reason');
			return read.obstacle;
		}
		const bad = read.file.rows.filter((row) => !('row' in row)).length;
		return bad > 0 ? `${bad} bad records` : null;
	})
};

export const TARGETS: Target[] = [
	json,
	body('NDJSON bodies', 'ndjson', 10),
	body('CSV bodies', 'csv', 10),
	cells,
	frames,
	segments,
	mqtt,
	mine
];
