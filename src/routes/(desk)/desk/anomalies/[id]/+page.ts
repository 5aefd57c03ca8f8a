/** A form, which works without JavaScript: what is typed early is not lost when the page comes alive. */
export const csr = false;
