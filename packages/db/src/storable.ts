import type { Member, Problem } from '@plimsoll/model';

/** JSON that Postgres accepts: it refuses NUL characters and lone surrogates, which hostile images hold. They become U+FFFD. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? toText(part) : part));
}

/** Text that Postgres accepts. */
export function toText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD').toWellFormed() : text.toWellFormed();
}

/** An index row holds about 2,700 bytes; the identity of a package is one. */
const MAX_IDENTITY_BYTES = 2000;

/** Divides members into those that can be stored and a problem for each of the others: names and versions that no package has. */
export function splitStorable(members: readonly Member[]): { stored: Member[]; problems: Problem[] } {
  const [stored, refused] = [[], []] as [Member[], Member[]];
  for (const member of members) (identityBytes(member) > MAX_IDENTITY_BYTES ? refused : stored).push(member);
  return {
    stored,
    problems: refused.map(({ package: { name, version }, path }) => ({
      code: 'LIMIT_EXCEEDED',
      message: `package ${JSON.stringify(name.slice(0, 80))} ${JSON.stringify(version.slice(0, 80))} is left out: its name and version are longer than ${MAX_IDENTITY_BYTES} bytes`,
      path,
    })),
  };
}

function identityBytes({ package: pkg, subject }: Member): number {
  const own = [pkg.name, pkg.version, pkg.source?.name, pkg.source?.version, pkg.arch, pkg.module];
  const asSubject = [subject?.name, subject?.version, subject?.module];
  const bytes = (parts: readonly (string | undefined)[]) => parts.reduce((sum, part) => sum + Buffer.byteLength(part ?? ''), 0);
  return Math.max(bytes(own), bytes(asSubject));
}
