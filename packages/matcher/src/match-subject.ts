import { type AdvisoryStore, type AffectedEntry, isDistribution } from '@plimsoll/advisories';
import { type Problem, type Subject, toProblem } from '@plimsoll/model';
import { schemeOf, type VersionScheme } from '@plimsoll/versions';
import { evaluateEntry, type Statement } from './evaluate-entry.ts';
import type { Order } from './evaluate-range.ts';
import { feedsOf } from './feeds-of.ts';
import { type Match, toLinks } from './links.ts';
import { appliesToModule } from './modules.ts';
import { extendedReleaseOf } from './ubuntu-pro.ts';

/**
 * Evaluates all that the store knows about a subject. An unparsable version of the subject is a problem and leaves `links` empty: neither affected
 * nor clean. An unparsable bound costs its range, and is a problem too.
 *
 * @returns links by vulnerability, one each, in the order of their ids
 */
export function matchSubject(subject: Subject, store: Pick<AdvisoryStore, 'lookup'>): Match {
  const entries = feedsOf(subject.ecosystem)
    .flatMap((ecosystem) => store.lookup(ecosystem, subject.name))
    .filter((entry) => isAbout(entry, subject));
  if (entries.length === 0) return { links: [], problems: [] };
  const scheme = schemeOf(subject.ecosystem);
  if (scheme === undefined) return unknown(subject, { code: 'INVALID_VERSION', message: 'the order of its versions is not known' });
  try {
    scheme.compare(subject.version, subject.version);
  } catch (error) {
    return unknown(subject, toProblem(error));
  }
  return evaluate(subject, entries, orderOf(scheme));
}

function evaluate(subject: Subject, entries: readonly AffectedEntry[], order: Order): Match {
  const denied = deniedBy(entries, subject);
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const spoken = entry.vulnerabilities.filter(({ id }) => denied.get(id)?.(entry) !== true);
    if (spoken.length === 0) continue;
    const { statement, problems: own } = evaluateEntry({ ...entry, vulnerabilities: spoken }, subject, order);
    problems.push(...own);
    if (statement !== undefined) statements.push(statement);
  }
  return { links: toLinks(subject, statements, order), problems };
}

/** A record is about the subject if release and module are its own; Ubuntu's extended support counts where the package comes from it. */
function isAbout(entry: AffectedEntry, subject: Subject): boolean {
  return (entry.release === subject.release || entry.release === extendedReleaseOf(subject)) && appliesToModule(entry, subject);
}

/**
 * Which entries must be silent about a flaw. A distribution that says "never affected" (fixed in version 0) silences all; its extended support
 * silences its regular one.
 */
function deniedBy(entries: readonly AffectedEntry[], subject: Subject): ReadonlyMap<string, (entry: AffectedEntry) => boolean> {
  const denied = new Map<string, (entry: AffectedEntry) => boolean>();
  const extended = extendedReleaseOf(subject);
  for (const entry of entries) {
    for (const { id } of entry.vulnerabilities) {
      if (isDistribution(subject.ecosystem) && isNeverAffected(entry)) denied.set(id, () => true);
      else if (entry.release === extended && !denied.has(id)) denied.set(id, ({ release }) => release !== extended);
    }
  }
  return denied;
}

function isNeverAffected({ ranges, versions }: AffectedEntry): boolean {
  return (
    versions.length === 0 &&
    ranges.length > 0 &&
    ranges.every(({ events }) => events.some((event) => 'fixed' in event && event.fixed === '0'))
  );
}

function orderOf(scheme: VersionScheme): Order {
  return {
    compare: (a, b) => scheme.compare(a, b),
    compareToBound: (installed, bound) => scheme.compareToBound?.(installed, bound) ?? scheme.compare(installed, bound),
  };
}

function unknown({ ecosystem, name, version }: Subject, { code, message }: Problem): Match {
  return { links: [], problems: [{ code, message: `${ecosystem} ${name} ${JSON.stringify(version)} could not be judged: ${message}` }] };
}
