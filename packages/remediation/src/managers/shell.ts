const PLAIN = /^[\w@%+=:,./-]+$/;

/** One word of a POSIX shell, quoted where it must be: names in images are not to be trusted. */
export function quoteForShell(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
