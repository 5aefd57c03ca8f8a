/** Where to go after the sign-in: a path of this site, never another. */
export function localPath(to: string | null): string {
	const base = 'http://here.invalid';
	const url = to?.startsWith('/') && URL.canParse(to, base) ? new URL(to, base) : null;
	if (!url || url.origin !== base || url.pathname === '/sign-in') return '/desk';
	// `/.//elsewhere` is a path to the parser, and another site to a browser that is sent to it.
	return url.pathname.startsWith('//') ? '/desk' : url.pathname + url.search;
}
