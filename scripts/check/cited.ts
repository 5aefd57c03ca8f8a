/** Paths that the papers of the repository cite, in code spans and links. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAPERS = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md'];
const NOTES = 'docs/decisions';
const FOLDERS = '(?:src|scripts|tests|drizzle|docs|static|\\.ci)';
const IN_CODE = new RegExp(`\`(${FOLDERS}/[^\`\\s]*|[\\w.-]+\\.(?:md|json|ts|cjs))\``, 'g');
const IN_LINKS = /\]\(([^)\s#]+)[^)]*\)/g;
/** `src/lib/domain/<module>/` names a pattern, not a path. */
const PATTERN = /[<>*{}…]/;
/** A file named alone may stand beside others of its kind: `model.ts`. */
const ALONE = /^[^/]+$/;

/** `paper: path` for each that is gone. */
export function missingPaths(root = '.'): string[] {
	const notes = existsSync(join(root, NOTES)) ? readdirSync(join(root, NOTES)) : [];
	const papers = [...PAPERS, ...notes.map((name) => `${NOTES}/${name}`)];
	return papers
		.filter((paper) => existsSync(join(root, paper)))
		.flatMap((paper) =>
			citedPaths(readFileSync(join(root, paper), 'utf8'))
				.filter((path) => !exists(root, paper, path))
				.map((path) => `${paper}: ${path}`)
		);
}

export function citedPaths(markdown: string): string[] {
	const spans = [...markdown.matchAll(IN_CODE)].map((match) => match[1]!);
	const links = [...markdown.matchAll(IN_LINKS)].map((match) => match[1]!);
	const local = links.filter((link) => !/^[a-z]+:/.test(link));
	return [...new Set([...spans, ...local])].filter((path) => !PATTERN.test(path));
}

function exists(root: string, paper: string, path: string): boolean {
	if (existsSync(join(root, path)) || existsSync(join(root, dirname(paper), path))) return true;
	return ALONE.test(path) && filesNamed(root).has(path);
}

let names: Set<string> | null = null;

function filesNamed(root: string): Set<string> {
	names ??= new Set(
		['src', 'scripts', 'tests', 'docs']
			.filter((folder) => existsSync(join(root, folder)))
			.flatMap((folder) =>
				readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			)
			.map((entry) => entry.name)
	);
	return names;
}
