import type { ErrorCode, Problem } from '@plimsoll/model';

const MAX_PROBLEMS = 50;
const MAX_QUOTED = 80;

/** The problems of one file, in order. A hostile file can have millions, so only the first are kept and the rest counted. */
export class ProblemList {
  readonly #kept: Problem[] = [];
  #omitted = 0;

  add(code: ErrorCode, message: string): void {
    if (this.#kept.length < MAX_PROBLEMS) this.#kept.push({ code, message });
    else this.#omitted++;
  }

  /** Ends with a count of those left out, if any. */
  list(): readonly Problem[] {
    if (this.#omitted === 0) return this.#kept;
    return [...this.#kept, { code: 'LIMIT_EXCEEDED', message: `${this.#omitted} more problems in this file are not listed` }];
  }
}

/** Input as a message shows it: quoted, control characters escaped, cut to a line's length. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}...` : text);
}
