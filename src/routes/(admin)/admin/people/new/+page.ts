/** A password that is shown once must not stay in a page that runs on: each answer is a page of its own. */
export const csr = false;
