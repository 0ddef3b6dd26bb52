import type { Package } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { isJsonObject, type JsonObject, jsonObjectsOf, jsonString, jsonStringsOf, parseJson } from './json/parse-json.ts';
import { ProblemList } from './problems/problem-list.ts';

const INSTALLED = /(?:^|\/)composer\/installed\.json$/;
const NAME = /^[a-z0-9][a-z0-9._-]{0,200}\/[a-z0-9][a-z0-9._-]{0,200}$/;

/**
 * What Composer installed beside it: a list (version 1), or an object with `packages` and `dev-package-names` (version 2). Branches
 * (`dev-main`, `2.x-dev`) have no place in the order of versions and are left out.
 *
 * @see https://getcomposer.org/doc/04-schema.md
 */
export const composer: MemoryAnalyzer = {
  id: 'lang/composer',
  version: 1,
  matches: (path) => INSTALLED.test(path),
  analyze,
};

function analyze({ path, bytes }: LayerFile): Analysis {
  const installed = parseJson(bytes);
  const isVersion2 = isJsonObject(installed) && Array.isArray(installed['packages']);
  if (!Array.isArray(installed) && !isVersion2) {
    const message = `${path} is neither a list of packages nor an object with one`;
    return { packages: [], problems: [{ code: 'MALFORMED_FILE', message, path }] };
  }

  const records = jsonObjectsOf(isVersion2 ? installed['packages'] : installed);
  const dev = new Set(isVersion2 ? jsonStringsOf(installed['dev-package-names']).map((name) => name.toLowerCase()) : []);
  const packages: Package[] = [];
  const problems = new ProblemList();
  for (const [index, record] of records.entries()) {
    const name = jsonString(record, 'name')?.toLowerCase();
    const version = jsonString(record, 'version')?.replace(/^v(?=[0-9])/, '');
    if (record['type'] === 'metapackage') continue;
    if (name === undefined || version === undefined || !NAME.test(name)) {
      problems.add('MALFORMED_RECORD', `record ${index + 1} of ${path} has no name or no version`);
    } else if (!isBranch(version)) packages.push(packageOf(record, name, version, dev.has(name)));
  }
  return { packages, problems: problems.list() };
}

function packageOf(record: JsonObject, name: string, version: string, isDev: boolean): Package {
  return { type: 'composer', name, version, licenses: jsonStringsOf(record['license']), ...(isDev ? { dev: true } : {}) };
}

function isBranch(version: string): boolean {
  return version.startsWith('dev-') || version.endsWith('-dev');
}
