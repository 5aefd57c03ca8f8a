/** Loaded before a measured program: says on the channel what it has used, and ends it with whoever measures. */

export interface Usage {
	/** CPU seconds, user and system. */
	cpu: number;
	/** Bytes. */
	rss: number;
}

process.on('message', (message) => {
	if (message !== 'usage') return;
	const { user, system } = process.cpuUsage();
	const usage: Usage = { cpu: (user + system) / 1e6, rss: process.memoryUsage.rss() };
	process.send?.({ usage });
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
