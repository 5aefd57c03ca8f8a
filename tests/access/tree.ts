/** The routes as they stand in the source tree, with every method and form action that they answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = 'src/routes';
const ENTRY = /^\+(page\.svelte|page\.server\.ts|server\.ts)$/;

/** `GET /desk/grants`, `POST /desk/grants?/give`: by route id. */
export function calls(): string[] {
	const found = new Set<string>();
	for (const file of readdirSync(ROOT, { recursive: true, encoding: 'utf8' })) {
		const name = file.split('/').at(-1)!;
		if (!ENTRY.test(name)) continue;
		const folder = dirname(file);
		const route = folder === '.' ? '/' : `/${folder}`;
		const source = readFileSync(join(ROOT, file), 'utf8');
		if (name === '+server.ts') {
			for (const [, method] of source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)) {
				found.add(`${method} ${route}`);
			}
			continue;
		}
		found.add(`GET ${route}`);
		for (const action of actionsIn(source)) found.add(`POST ${route}?/${action}`);
	}
	return [...found].sort();
}

function actionsIn(source: string): string[] {
	const block = /^export const actions\b[^{]*\{\n(.*?)^\}/ms.exec(source)?.[1] ?? '';
	return [...block.matchAll(/^\t(?:async )?(\w+)(?=[:(,])/gm)].map(([, name]) => name!);
}
