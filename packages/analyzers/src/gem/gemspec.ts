/** What a gem's specification assigns as a literal. */
export interface Gemspec {
  readonly name: string | undefined;
  /** Without a platform. */
  readonly version: string | undefined;
  readonly licenses: readonly string[];
}

const MAX_BYTES = 1024 * 1024;
const STUB = '# stub: ';
const ASSIGNMENT = /^\s{0,20}[a-z_]{1,20}\.(name|version|licenses?) {0,10}= {0,10}(.{1,2000})$/;
const LITERAL = /"([^"\\]{1,255})"|'([^'\\]{1,255})'/g;
const NAME = /^[A-Za-z0-9._-]{1,255}$/;
const VERSION = /^[0-9A-Za-z.]{1,255}$/;

/**
 * Reads a specification as RubyGems writes it, without running it: the `# stub: NAME VERSION PLATFORM paths` line, or assignments of
 * literals (`s.version = "1.2".freeze`). First one wins.
 */
export function parseGemspec(bytes: Uint8Array): Gemspec {
  let name: string | undefined;
  let version: string | undefined;
  let licenses: string[] = [];
  for (const line of new TextDecoder().decode(bytes.subarray(0, MAX_BYTES)).split(/\r?\n/)) {
    if (line.startsWith(STUB)) {
      const [stubName = '', stubVersion = ''] = line.slice(STUB.length, 1024).split(' ');
      if (NAME.test(stubName) && VERSION.test(stubVersion)) [name, version] = [name ?? stubName, version ?? stubVersion];
      continue;
    }
    const [, key, value = ''] = ASSIGNMENT.exec(line) ?? [];
    if (key === undefined) continue;
    const literals = [...value.matchAll(LITERAL)].map(([, double, single]) => double ?? single ?? '');
    if (key === 'name') name ??= validOrUndefined(literals[0], NAME);
    else if (key === 'version') version ??= validOrUndefined(withoutPlatform(literals[0]), VERSION);
    else if (licenses.length === 0) licenses = literals;
  }
  return { name, version, licenses };
}

/** Gem versions have no `-`, so what follows one is a platform: `1.15.4-x86_64-linux`. */
function withoutPlatform(version: string | undefined): string | undefined {
  return version?.split('-', 1)[0];
}

function validOrUndefined(text: string | undefined, pattern: RegExp): string | undefined {
  return text !== undefined && pattern.test(text) ? text : undefined;
}
