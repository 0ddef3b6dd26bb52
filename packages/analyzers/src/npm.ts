import { type Analysis, type LayerFile, type MemoryAnalyzer, NOTHING } from './analyzer.ts';
import { isJsonObject, jsonString, parseJson } from './json/parse-json.ts';
import { npmLicenses } from './npm/licenses.ts';
import { isNpmName, npmVersion } from './npm/name.ts';
import { isApplicationManifest, isInstalledManifest, outermostModules } from './npm/paths.ts';

/**
 * The package.json of each installed npm package, whichever program installed it (npm, yarn, pnpm). Its own name counts, not that of its
 * folder, which an alias may have chosen. The application's package.json is listed as local.
 *
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json
 */
export const npm: MemoryAnalyzer = {
  id: 'lang/npm',
  version: 1,
  matches: (path) => isInstalledManifest(path) || isApplicationManifest(path),
  database: (path) => (isInstalledManifest(path) ? outermostModules(path) : undefined) ?? path,
  analyze,
};

function analyze({ path, bytes }: LayerFile): Analysis {
  const manifest = parseJson(bytes);
  if (!isJsonObject(manifest)) {
    return { packages: [], problems: [{ code: 'MALFORMED_FILE', message: `${path} is not a JSON object`, path }] };
  }
  const name = jsonString(manifest, 'name');
  const version = npmVersion(jsonString(manifest, 'version') ?? '');
  // Without a version it is no package: `{"type": "module"}` beside files of another format, or an application that is never published.
  if (name === undefined || version === '') return NOTHING;
  if (!isNpmName(name)) {
    const message = `the name ${JSON.stringify(name.slice(0, 100))} in ${path} cannot be that of an npm package`;
    return { packages: [], problems: [{ code: 'UNKNOWN_PACKAGE_NAME', message, path }] };
  }
  const local = isInstalledManifest(path) ? {} : { local: true as const };
  return { packages: [{ type: 'npm', name, version, licenses: npmLicenses(manifest), ...local }], problems: [] };
}
