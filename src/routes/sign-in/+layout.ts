/** Signing in works without JavaScript, and needs none. */
export const csr = false;
