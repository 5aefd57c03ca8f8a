const { resolve } = require('node:path');

/** `$lib` is Kit's name for src/lib; dependency-cruiser reads such names in this form. */
module.exports = { resolve: { alias: { $lib: resolve(__dirname, 'src/lib') } } };
