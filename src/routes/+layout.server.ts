import { app } from '$lib/server/app.server';
import type { LayoutServerLoad } from './$types';

/** While the demo district is loaded, every page says so. */
export const load: LayoutServerLoad = () => ({ demo: app().demo });
