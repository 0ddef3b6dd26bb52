import { findAssignments, findSecrets, type SecretMatch } from '../secrets/find-secrets.ts';
import type { FileFact, MemberHeader } from './file-fact.ts';
import { assignmentsIn, isSampleFile } from './wants-file.ts';

const SETUID = 0o4000;
const SETGID = 0o2000;
const STICKY = 0o1000;
const WORLD_WRITABLE = 0o002;
const NONE: readonly FileFact[] = [];
const SUDO = new Set(['usr/bin/sudo', 'bin/sudo', 'usr/local/bin/sudo']);

/** What the header of a member says: nothing for almost all. Links say nothing; what they lead to is a member itself. */
export function inspectHeader(path: string, { type, mode }: MemberHeader): readonly FileFact[] {
  if ((mode & (SETUID | SETGID | WORLD_WRITABLE)) === 0 && !path.endsWith('bin/sudo')) return NONE;
  const facts: FileFact[] = [];
  if (type === 'file') {
    if ((mode & SETUID) !== 0) facts.push({ kind: 'setuid', path, mode });
    else if ((mode & SETGID) !== 0) facts.push({ kind: 'setgid', path, mode });
    if ((mode & WORLD_WRITABLE) !== 0) facts.push({ kind: 'world-writable', path, mode });
    if (SUDO.has(path)) facts.push({ kind: 'sudo', path, mode });
  } else if (type === 'directory' && (mode & WORLD_WRITABLE) !== 0 && (mode & STICKY) === 0) {
    facts.push({ kind: 'world-writable', path, mode });
  }
  return facts;
}

/** The secrets in a file; nothing for a file that is not text. Never throws. */
export function inspectContent(path: string, bytes: Uint8Array): FileFact[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (text.includes('\0')) return [];
  if (path === 'etc/sudoers' || path.startsWith('etc/sudoers.d/')) return passwordlessRules(path, text);
  const known = findSecrets(text, path);
  const lines = new Set(known.map(({ line }) => line));
  return [...known, ...assignmentsOf(path, text).filter(({ line }) => !lines.has(line))].map((match) => toFact(path, match));
}

function assignmentsOf(path: string, text: string): SecretMatch[] {
  const kind = isSampleFile(path) ? undefined : assignmentsIn(path);
  return kind === undefined ? [] : findAssignments(text, kind === 'environment' ? () => true : isNoLabel);
}

/** Not `Kennwort`, `Mot de passe` or `{password}`: one word of printable ASCII with a digit or a mark in it. */
function isNoLabel(value: string): boolean {
  return /^[\x21-\x7e]{6,500}$/.test(value) && /[^A-Za-z_-]/.test(value) && !/[{}()<>\\]/.test(value);
}

function toFact(path: string, match: SecretMatch): FileFact {
  return { kind: 'secret', path, ...match };
}

function passwordlessRules(path: string, text: string): FileFact[] {
  return text.split('\n', 10_000).flatMap((line, index): FileFact[] => {
    const rule = line.slice(0, 200).trim();
    return !rule.startsWith('#') && rule.includes('NOPASSWD')
      ? [{ kind: 'passwordless-sudo', path, line: index + 1, evidence: rule.slice(0, 120) }]
      : [];
  });
}
