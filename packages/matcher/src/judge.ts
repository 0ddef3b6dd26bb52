import type { Evidence, Link, SetFacts, Verdict } from '@plimsoll/model';

/**
 * What the linked functions of a Go binary say against its links: not affected, where every record that decides limits itself to packages or
 * functions of which the binary has none. The Go project's own records decide where they limit themselves; other records of the same flaw
 * (GHSA) only name the module. Empty if the symbol table could not be read.
 */
export function judge(facts: SetFacts, links: readonly Link[]): readonly Verdict[] {
  const linked = new Map(Object.entries(facts.symbols).map(([path, symbols]) => [path, new Set(symbols)]));
  if (linked.size === 0) return [];
  return links.flatMap((link): Verdict[] => {
    if (link.subject.ecosystem !== 'Go') return [];
    const { subject, vulnerability } = link;
    const deciding = decidingEvidence(link);
    const imports = deciding.flatMap((evidence) => evidence.imports ?? []);
    const isAbsent =
      deciding.length > 0 && deciding.every((evidence) => evidence.imports?.every((item) => !isLinked(item, linked)) === true);
    return isAbsent
      ? [
          {
            subject,
            vulnerability,
            verdict: 'not_affected',
            justification: 'vulnerable_code_not_present',
            evidence: describe(imports, linked),
          },
        ]
      : [];
  });
}

type Import = NonNullable<Evidence['imports']>[number];

/** The Go project's records if there are any, else all. */
function decidingEvidence({ evidence }: Link): readonly Evidence[] {
  const own = evidence.filter(({ advisory }) => advisory.startsWith('GO-'));
  return own.length > 0 ? own : evidence;
}

/** Container images run Linux: code for other systems is not linked. */
function isLinked({ path, symbols, goos }: Import, linked: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (goos !== undefined && !goos.includes('linux')) return false;
  const present = linked.get(path);
  return present !== undefined && (symbols.length === 0 || symbols.some((symbol) => present.has(symbol)));
}

function describe(imports: readonly Import[], linked: ReadonlyMap<string, unknown>): string {
  const parts = imports.map(({ path, symbols, goos }) => {
    if (goos !== undefined && !goos.includes('linux')) return `${path} concerns ${goos.join(', ')} only`;
    return linked.has(path) ? `none of ${symbols.join(', ')} of ${path} is linked` : `package ${path} is not linked`;
  });
  return [...new Set(parts)].join('; ');
}
