const GROUPS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'requires'];
const MAX_TEXT = 50_000_000;

/**
 * The names that the packages of an npm lock file ask for, those of the application itself left out.
 *
 * @returns undefined if it is no lock file of version 2 or 3 (version 1 does not tell who asks in a form worth reading)
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export function requestedNames(lock: string): ReadonlySet<string> | undefined {
  const packages = membersOf(membersOf(parse(lock))?.['packages']);
  if (packages === undefined) return undefined;
  const names = new Set<string>();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue;
    for (const group of GROUPS) for (const name of Object.keys(membersOf(membersOf(entry)?.[group]) ?? {})) names.add(name);
  }
  return names;
}

function parse(text: string): unknown {
  if (text.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
