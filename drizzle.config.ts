import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'postgresql',
	casing: 'snake_case',
	schema: './src/lib/**/tables.server.ts',
	out: './drizzle'
});
