/** A key is in the page that shows it and nowhere else: no script takes it along to the next. */
export const csr = false;
