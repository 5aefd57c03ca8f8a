import { fail, redirect } from '@sveltejs/kit';
import { erase, previewErasure, type Erasable } from '$lib/domain/access/erasure.server';
import { Purpose } from '$lib/domain/access/model';
import { answered } from '../../../answered.server';
import { doingOf, parsed, typed } from '../entry.server';
import type { Actions, PageServerLoad } from './$types';

/** Typed by whoever means it. */
const WORD = '删除';

export const load: PageServerLoad = ({ url }) => {
	const records = /^\d{1,9}$/.exec(url.searchParams.get('done') ?? '')?.[0];
	return { word: WORD, done: records ? Number(records) : null };
};

export const actions: Actions = {
	find: async (event) => {
		const text = textOf(typed(await event.request.formData()));
		if (!text) return fail(400, { text, message: '请填写要查找的号码或者记录编号。' });
		const found = await answered(previewErasure(doingOf(event), text));
		if (found.erased) {
			const message = '此前已经删除，相关记录中的个人信息都不能再看到。';
			return fail(404, { text, message });
		}
		if (found.subjects.length === 0) {
			return fail(404, { text, message: '没有找到相应的个人信息。请核对后重新查找。' });
		}
		return { text, found: described(found) };
	},
	erase: async (event) => {
		const values = typed(await event.request.formData());
		const text = textOf(values);
		const purpose = parsed(Purpose, values.purpose ?? '');
		const fault =
			'fault' in purpose
				? purpose.fault
				: values.word?.trim() === WORD
					? null
					: `请输入“${WORD}”二字确认。`;
		if ('fault' in purpose || fault) {
			const found = await answered(previewErasure(doingOf(event), text));
			return fail(400, { text, values, fault, found: described(found) });
		}
		const records = await answered(erase(doingOf(event), text, purpose.given));
		redirect(303, `?done=${records}`);
	}
};

const textOf = (values: Record<string, string>) => (values.text ?? '').trim().slice(0, 300);

const described = ({ subjects, records, refused }: Erasable) => ({
	subjects: subjects.map(wordsOf),
	records,
	refused
});

/** A person is known by a keyed hash alone. */
function wordsOf(subject: string): string {
	const parts = subject.split('/');
	if (parts[0] === 'person') return '自然人，按证件号码加密';
	if (parts[0] === 'subject' && parts.length === 2) return `市场主体 ${parts[1]}`;
	return `记录 ${subject}`;
}
