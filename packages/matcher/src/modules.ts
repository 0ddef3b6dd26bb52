import { type AffectedEntry, isModularVersion } from '@plimsoll/advisories';
import type { Subject } from '@plimsoll/model';

/**
 * rpm modules: an advisory for a stream speaks of packages of that stream, another of packages outside modules. A package built in a module whose
 * label is missing is compared with the streams of its own major version.
 *
 * @see https://docs.fedoraproject.org/en-US/modularity/
 */
export function appliesToModule({ modules, ranges }: AffectedEntry, { module, version }: Subject): boolean {
  const isModular = module !== '' || isModularVersion(version);
  if (modules === undefined || !isModular) return (modules !== undefined) === isModular;
  if (module !== '') return modules.length === 0 || modules.includes(module);
  const fixed = ranges.flatMap(({ events }) => events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])));
  return fixed.some((bound) => majorOf(bound) === majorOf(version));
}

/** `18` of `1:18.16.1-1.module_el9`. */
function majorOf(evr: string): string {
  return evr.slice(evr.indexOf(':') + 1).split(/[.-]/)[0] ?? '';
}
