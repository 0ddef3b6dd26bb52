import type { Edit, ManifestFile, PackageManager, Pin } from './manager.ts';

/** Where a member of the family keeps its overrides. */
export interface OverrideStyle {
  readonly id: string;
  readonly lockFiles: readonly string[];
  /** Members of package.json on the way to the overrides: `['overrides']`, `['pnpm', 'overrides']`. */
  readonly place: readonly string[];
  /** The key of a name in a range of versions; undefined if versions cannot be told apart. */
  readonly keyOfRange?: (name: string, range: string) => string;
  /** What stands for the version that the application itself asks for; undefined if there is no such word. */
  readonly sameAsDirect?: (name: string) => string;
  /** Sets a member of package.json. */
  set(path: readonly string[], value: string): string;
}

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;
const MAX_TEXT = 5_000_000;

/** A manager that is told by package.json. */
export function packageJsonManager(style: OverrideStyle): PackageManager {
  return {
    id: style.id,
    ecosystem: 'npm',
    lockFiles: style.lockFiles,
    manifests: ['package.json'],
    selectsByRange: style.keyOfRange !== undefined,
    nests: true,
    declared: (manifest, name) => declaredIn(manifest, name)?.text,
    edits: (pin, manifest, isAskedByOthers) => editsOf(style, pin, manifest, isAskedByOthers),
  };
}

function editsOf(style: OverrideStyle, pin: Pin, manifest: ManifestFile | undefined, isAskedByOthers: boolean): readonly Edit[] {
  const file = manifest?.path ?? 'package.json';
  const direct = manifest === undefined ? undefined : declaredIn(manifest.text, pin.name);
  const edits: Edit[] = [];
  if (direct !== undefined) {
    const after = `${JSON.stringify(pin.name)}: ${JSON.stringify(pin.to)}`;
    edits.push({ kind: 'dependency', file, before: direct.text, after, command: style.set([direct.group, pin.name], pin.to) });
  }
  if (direct === undefined || isAskedByOthers) {
    const key = pin.range === undefined || style.keyOfRange === undefined ? pin.name : style.keyOfRange(pin.name, pin.range);
    const value = direct === undefined ? pin.to : (style.sameAsDirect?.(pin.name) ?? pin.to);
    const path = [...style.place, key];
    const present = manifest === undefined ? undefined : memberAt(parse(manifest.text), path);
    edits.push({
      kind: 'override',
      file,
      before: typeof present === 'string' ? nested(path, present) : '',
      after: nested(path, value),
      command: style.set(path, value),
    });
  }
  return edits;
}

function declaredIn(manifest: string, name: string): { group: string; text: string } | undefined {
  const json = parse(manifest);
  for (const group of DEPENDENCIES) {
    const spec = memberAt(json, [group, name]);
    if (typeof spec === 'string') return { group, text: `${JSON.stringify(name)}: ${JSON.stringify(spec)}` };
  }
  return undefined;
}

/** `"overrides": { "cookie": "0.7.0" }` */
function nested([first, ...rest]: readonly string[], value: string): string {
  return `${JSON.stringify(first)}: ${rest.length === 0 ? JSON.stringify(value) : `{ ${nested(rest, value)} }`}`;
}

function parse(text: string): unknown {
  if (text.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // the analyzers have reported the file; here it only means that nothing is known of it
  }
}

function memberAt(json: unknown, path: readonly string[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
