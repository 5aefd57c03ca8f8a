import { invalidate } from '$app/navigation';

const PAUSE_MS = 1_000;

/** Loads this part of the page again and again, each time once the last has come. @returns what ends it */
export function loadAgain(name: string): () => void {
	let ended = false;
	let timer: ReturnType<typeof setTimeout>;
	const again = async () => {
		// Where the network is away for a moment, the next one brings it.
		await invalidate(name).catch(() => {});
		if (!ended) timer = setTimeout(() => void again(), PAUSE_MS);
	};
	timer = setTimeout(() => void again(), PAUSE_MS);
	return () => {
		ended = true;
		clearTimeout(timer);
	};
}
