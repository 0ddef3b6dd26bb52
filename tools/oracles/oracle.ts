/** What the native tool says of a pair; `!` if it refuses one of the two. */
export type Verdict = '<' | '=' | '>' | '!';

export type Pair = readonly [a: string, b: string];

/** A native tool that knows the order of one version scheme, and what to ask it about. */
export interface Oracle {
  /** The scheme's id in packages/versions: the list is written to `<id>-oracle.list`. */
  readonly id: string;
  /** What to type to make the list again, and what must be installed for it. */
  readonly needs: string;
  /** Whether the scheme refuses just what the tool refuses; else those pairs are left out. */
  readonly keepsRefusals: boolean;
  /** Versions as they occur, in any order. */
  readonly versions: readonly string[];
  /** What random versions are made of, and what is put into real ones. */
  readonly pieces: readonly string[];
  /** Name and version of the tool, for the list's header. */
  tool(): string;
  /** One verdict for each pair, in order. */
  ask(pairs: readonly Pair[]): Verdict[] | Promise<Verdict[]>;
}

/** The verdict for a number: negative, 0, positive; NaN if the tool refused. */
export function verdictOf(order: number): Verdict {
  return order < 0 ? '<' : order > 0 ? '>' : order === 0 ? '=' : '!';
}
