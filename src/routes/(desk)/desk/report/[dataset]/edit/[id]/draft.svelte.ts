/** Keeps what is typed, a moment after it was typed and when the page is left. */
import { deserialize } from '$app/forms';
import { moment } from '../../../../../../wording';

/** After so long a pause it is kept. */
const PAUSE_MS = 800;
/** While the network or the server is away, again after this. */
const AGAIN_MS = 5_000;

const WAY = '?/keep';

export class Draft {
	/** When it was last kept; null: never yet. */
	kept = $state<string | null>(null);
	fault = $state<string | null>(null);
	#form: HTMLFormElement | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#dirty = false;
	#leaving = false;

	constructor(kept: string | null) {
		this.kept = kept;
	}

	get said(): string {
		if (this.fault) return this.fault;
		return this.kept ? `草稿已于 ${moment(this.kept).slice(11, 16)} 保存` : '边填边存草稿';
	}

	/** @returns what ends it */
	watch(form: HTMLFormElement): () => void {
		this.#form = form;
		const changed = () => this.#changed();
		const leaving = () => this.leave();
		const gone = () => this.#gone();
		form.addEventListener('input', changed);
		form.addEventListener('submit', leaving);
		window.addEventListener('pagehide', gone);
		return () => {
			form.removeEventListener('input', changed);
			form.removeEventListener('submit', leaving);
			window.removeEventListener('pagehide', gone);
			gone();
		};
	}

	/** It is being sent or deleted: nothing is to be kept after that. */
	leave(): void {
		this.#leaving = true;
		clearTimeout(this.#timer);
	}

	#changed(): void {
		this.#dirty = true;
		this.#after(PAUSE_MS);
	}

	#after(pause: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#keep(), pause);
	}

	async #keep(): Promise<void> {
		if (this.#leaving || !this.#form) return;
		this.#dirty = false;
		try {
			const response = await fetch(WAY, {
				method: 'POST',
				headers: { 'x-sveltekit-action': 'true' },
				body: new FormData(this.#form)
			});
			const result = deserialize(await response.text());
			if (result.type === 'success') {
				this.kept = String(result.data?.kept);
				this.fault = null;
			} else {
				const said = result.type === 'failure' ? result.data?.message : undefined;
				this.fault = `草稿未保存：${typeof said === 'string' ? said : '请重新登录后再试'}`;
			}
		} catch {
			this.#dirty = true;
			this.fault = '草稿未保存：网络中断，正在重试';
			this.#after(AGAIN_MS);
		}
	}

	#gone(): void {
		clearTimeout(this.#timer);
		if (!this.#dirty || this.#leaving || !this.#form) return;
		this.#dirty = false;
		navigator.sendBeacon(WAY, new FormData(this.#form));
	}
}
