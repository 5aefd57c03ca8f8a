/** The number looked for stays in its form: no script takes it along to the next page. */
export const csr = false;
