import { styleText } from 'node:util';
import type { RenderOptions } from '@plimsoll/reports';

/** What a command writes to: the process's own streams, or a test's. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** How reports are to be printed on this terminal. `NO_COLOR` is honoured. @see https://no-color.org */
export function renderOptions({ stdout }: Terminal, environment: NodeJS.ProcessEnv): RenderOptions {
  const color = stdout.isTTY === true && (environment['NO_COLOR'] ?? '') === '';
  return { color, columns: stdout.isTTY === true ? (stdout.columns ?? 100) : 200, now: new Date() };
}

/** One line at the bottom of a terminal that is written over; silent where stderr is not one. */
export class ProgressLine {
  readonly #output: Output;
  #lastAt = 0;
  #shown = false;

  constructor({ stderr }: Terminal, quiet: boolean) {
    this.#output = quiet || stderr.isTTY !== true ? { write: () => undefined, isTTY: false } : stderr;
  }

  /** Shows the text, at most twenty times a second. */
  show(text: string): void {
    const now = Date.now();
    if (this.#output.isTTY !== true || now - this.#lastAt < 50) return;
    this.#lastAt = now;
    this.#shown = true;
    this.#output.write(`\r\u001b[2K${text.slice(0, (this.#output.columns ?? 80) - 1)}`);
  }

  clear(): void {
    if (this.#shown) this.#output.write('\r\u001b[2K');
    this.#shown = false;
  }
}

/** `[#####-----]`, `share` from 0 to 1. */
export function bar(share: number, width = 24): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}]`;
}

/** `12.3 MB`, powers of ten as registries count. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A warning or an error on stderr, coloured where there is a terminal. */
export function note({ stderr }: Terminal, kind: 'warning' | 'error', text: string): void {
  const label = stderr.isTTY === true ? styleText(kind === 'error' ? 'red' : 'yellow', kind, { validateStream: false }) : kind;
  stderr.write(`${label}: ${text}\n`);
}
