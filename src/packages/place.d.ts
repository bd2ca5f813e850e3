/** The folder of installed packages, by its real path. */
export const modules: string;

/** Where an installation’s bundles are: a folder in its `node_modules`. */
export function bundlesFolder(): string;
