import type { Subject } from './inventory.ts';

/** One string for equal subjects: the key of maps over them. */
export function subjectKey({ ecosystem, release, name, version, arch, module }: Subject): string {
  return [ecosystem, release, name, version, arch, module].join('\0');
}
