/** Public pages are read without JavaScript, by everybody and on any phone. */
export const csr = false;
