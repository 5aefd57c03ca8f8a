/** An import in words. */
import type { ImportRow } from '$lib/ingest/files/jobs.server';

export const STATES: Record<ImportRow['state'], string> = {
	running: '正在导入',
	done: '已完成',
	stopped: '已停止',
	failed: '未完成'
};

export const importLine = (row: ImportRow) => ({
	id: row.id,
	dataset: row.dataset,
	file: row.file!,
	state: row.state,
	stateName: STATES[row.state],
	bytes: row.bytes,
	size: row.size,
	accepted: row.accepted,
	corrected: row.corrected,
	duplicates: row.duplicates,
	rejected: row.rejected,
	error: row.error,
	at: row.startedAt.toISOString(),
	mine: row.mine
});

/** Of a file, as people say it. */
export function bytesInWords(bytes: number): string {
	if (bytes < 1024) return `${bytes} 字节`;
	const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
	return `${value >= 10 ? Math.round(value) : value.toFixed(1)} ${unit}`;
}
