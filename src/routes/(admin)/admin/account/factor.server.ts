/** Setting up the second factor: begun with the password, holding from its first right code on. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { encode } from 'uqr';
import { beginFactor, confirmFactor } from '$lib/domain/access/own.server';
import { attempted, doingOf } from '../entry.server';

export interface Enrolling {
	/** The modules of the QR code as one path in a square of `size`. */
	qr: { size: number; path: string };
	/** Opens the authenticator on the telephone that shows this page. */
	uri: string;
	/** For who cannot scan: base32, in groups of four. */
	secret: string;
	spareCodes: string[];
}

export async function begin(event: RequestEvent) {
	const form = await event.request.formData();
	const begun = await attempted(
		beginFactor(doingOf(event), event, String(form.get('password') ?? ''))
	);
	if ('fault' in begun) return fail(400, { of: 'begin' as const, message: begun.fault });
	const { uri, spareCodes } = begun.done;
	const secret = new URL(uri).searchParams.get('secret') ?? '';
	const enrolling: Enrolling = {
		qr: qrOf(uri),
		uri,
		secret: secret.replace(/.{4}(?=.)/g, '$& '),
		spareCodes
	};
	return { of: 'begin' as const, enrolling };
}

/** Null: it holds. */
export async function confirm(event: RequestEvent) {
	const form = await event.request.formData();
	const code = String(form.get('code') ?? '')
		.normalize('NFKC')
		.replace(/\s/g, '');
	const confirmed = await attempted(confirmFactor(doingOf(event), event, code));
	return 'fault' in confirmed
		? fail(400, { of: 'confirm' as const, message: confirmed.fault })
		: null;
}

function qrOf(text: string): Enrolling['qr'] {
	const { size, data } = encode(text, { ecc: 'L', border: 4 });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
	return { size, path: path.join('') };
}
