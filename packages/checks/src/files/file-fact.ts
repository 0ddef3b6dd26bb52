import type { Severity } from '@plimsoll/model';

/** Something about one file of one layer that a check may ask for. Plain JSON; a union told apart by `kind`. */
export type FileFact =
  | { readonly kind: 'setuid' | 'setgid' | 'world-writable' | 'sudo'; readonly path: string; readonly mode: number }
  /** Files that a package manager left below one folder; `path` is the first of them. */
  | {
      readonly kind: 'package-cache';
      readonly path: string;
      /** `apt`, `pip`. */
      readonly manager: string;
      readonly files: number;
      readonly sizeBytes: number;
    }
  | {
      readonly kind: 'secret';
      readonly path: string;
      /** Id of the secret rule. */
      readonly rule: string;
      readonly title: string;
      readonly severity: Severity;
      readonly line: number;
      /** Redacted. */
      readonly evidence: string;
    }
  /** A rule of sudo that asks for no password. */
  | { readonly kind: 'passwordless-sudo'; readonly path: string; readonly line: number; readonly evidence: string };

/** What the header of an archive member says. */
export interface MemberHeader {
  readonly type: 'file' | 'directory' | 'symlink' | 'hard-link' | 'device' | 'unreadable';
  /** Unix mode bits, setuid, setgid and sticky included. */
  readonly mode: number;
  readonly sizeBytes: number;
}
