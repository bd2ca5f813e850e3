/** Where an installation’s bundles are: a folder in its `node_modules`. */
export function bundlesFolder(): string;
