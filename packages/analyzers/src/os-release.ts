import type { OperatingSystem } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { NOTHING } from './analyzer.ts';
import { ProblemList, quote } from './problems/problem-list.ts';

const PATHS = new Set(['etc/os-release', 'usr/lib/os-release']);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What a backslash takes the meaning from, inside double quotes. */
const ESCAPABLE = '$"`\\';

/**
 * Which distribution and release an image is: `KEY=value` lines in the quoting of the shell.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html
 */
export const osRelease: MemoryAnalyzer = {
  id: 'os/os-release',
  version: 1,
  matches: (path) => PATHS.has(path),
  analyze,
};

function analyze({ bytes }: LayerFile): Analysis {
  const problems = new ProblemList();
  const values = new Map<string, string>();
  for (const raw of new TextDecoder().decode(bytes).split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(equals, 0));
    const value = NAME.test(name) ? unquote(line.slice(equals + 1)) : undefined;
    if (value === undefined) problems.add('MALFORMED_RECORD', `the line ${quote(line)} assigns no value`);
    // The shell would: the last of a name wins.
    else values.set(name, value);
  }
  if (values.size === 0) return { ...NOTHING, problems: problems.list() };
  return { packages: [], problems: problems.list(), os: toOperatingSystem(values) };
}

function toOperatingSystem(values: ReadonlyMap<string, string>): OperatingSystem {
  const codename = values.get('VERSION_CODENAME');
  return {
    id: values.get('ID') ?? '',
    idLike: (values.get('ID_LIKE') ?? '').split(/\s+/).filter((id) => id !== ''),
    versionId: values.get('VERSION_ID') ?? '',
    ...(codename ? { codename } : {}),
    name: values.get('PRETTY_NAME') || values.get('NAME') || '',
  };
}

/** The value of a shell word, or undefined if a quote is not closed. Variables are not expanded: the format forbids them. */
function unquote(text: string): string | undefined {
  let value = '';
  let open = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === open) open = '';
    else if (open === '' && (char === '"' || char === "'")) open = char;
    else if (open === '' && /\s/.test(char)) break;
    else if (char === '\\' && open !== "'" && (open === '' || ESCAPABLE.includes(text.charAt(i + 1)))) value += text.charAt(++i);
    else value += char;
  }
  return open === '' ? value : undefined;
}
