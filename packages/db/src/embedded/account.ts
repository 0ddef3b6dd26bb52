import { readFileSync } from 'node:fs';

/** Who runs the database programs. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const FALLBACK: Account = { uid: 65_534, gid: 65_534 };

/**
 * Postgres refuses root, so under root its programs run as `nobody`.
 *
 * @returns undefined if this process is not root: the programs run as itself
 */
export function accountForPostgres(uid: number | undefined = process.getuid?.(), passwd = '/etc/passwd'): Account | undefined {
  if (uid !== 0) return undefined;
  let text: string;
  try {
    text = readFileSync(passwd, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return FALLBACK; // an image without users
    throw error;
  }
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  const [nobody, group] = [Number(fields?.[2]), Number(fields?.[3])];
  return nobody > 0 && group > 0 ? { uid: nobody, gid: group } : FALLBACK;
}
