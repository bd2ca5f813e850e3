/** The folder of installed packages, by its real path. */
export function modulesFolder(): string;

/** Where an installation’s bundles are: a folder in its `node_modules`. */
export function bundlesFolder(): string;
