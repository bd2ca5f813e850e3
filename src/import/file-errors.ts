/** Words for the errors of the file system (ENOENT, EACCES, …), for people who named the file or folder. */

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'There is no such file or folder.',
  EISDIR: 'It is a folder.',
  EACCES: 'Reading it is not allowed.',
  EPERM: 'Reading it is not allowed.',
  ELOOP: 'It is a symbolic link that leads back to itself.',
};

/** @returns undefined for what isn't known, or isn't the file system's */
export function fileErrorInWords(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
}
