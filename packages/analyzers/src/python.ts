import { type Analysis, type LayerFile, type MemoryAnalyzer, NOTHING } from './analyzer.ts';
import { parseCoreMetadata, pythonLicenses } from './python/metadata.ts';

const METADATA = /\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|\.egg\/EGG-INFO\/PKG-INFO$|\.egg-info$/;
/** `NAME-VERSION` of the folder or file that holds the metadata; egg names may go on with `-py3.11`. */
const FOLDER = /(?:^|\/)([^/-]{1,200})-([^/-]{1,200})(?:-py[0-9.]{1,10})?\.(?:dist-info|egg-info|egg)(?:\/|$)/;
const PACKAGES_FOLDER = /(?:^|\/)(?:site|dist)-packages(?=\/)/;
/** What old build tools write when they were told no name, and the interpreter itself. */
const NO_NAMES = new Set(['UNKNOWN', 'Python']);

/**
 * Installed Python distributions, by their core metadata: `*.dist-info/METADATA`, or what older tools leave (`*.egg-info`). Inventories that a
 * package brings along are not read: they name what was vendored at some time, not what is there.
 *
 * @see https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
export const python: MemoryAnalyzer = {
  id: 'lang/python',
  version: 1,
  matches: (path) => METADATA.test(path),
  database: databaseOf,
  analyze,
};

/** The outermost `site-packages`, else the folder that holds the metadata folder. */
function databaseOf(path: string): string {
  const packages = PACKAGES_FOLDER.exec(path);
  if (packages !== null) return path.slice(0, packages.index + packages[0].length);
  return path.replace(/\/?[^/]*(?:\/METADATA|\/EGG-INFO\/PKG-INFO|\/PKG-INFO|\.egg-info)$/, '');
}

function analyze({ path, bytes }: LayerFile): Analysis {
  const metadata = parseCoreMetadata(bytes);
  const name = metadata.headers.get('name')?.[0];
  const version = metadata.headers.get('version')?.[0];
  if (name !== undefined && NO_NAMES.has(name)) return NOTHING;
  const licenses = pythonLicenses(metadata);
  if (isPlain(name) && isPlain(version)) return { packages: [{ type: 'pypi', name, version, licenses }], problems: [] };

  const message = `${path} has no ${isPlain(name) ? 'Version' : 'Name'} header`;
  const problems = [{ code: 'MALFORMED_RECORD' as const, message, path }];
  const folder = metadata.headers.has('metadata-version') ? FOLDER.exec(path) : null;
  const [, folderName, folderVersion] = folder ?? [];
  if (folderName === undefined || folderVersion === undefined) return { packages: [], problems };
  const pkg = {
    type: 'pypi' as const,
    name: isPlain(name) ? name : folderName,
    version: isPlain(version) ? version : folderVersion,
    licenses,
  };
  return { packages: [pkg], problems };
}

function isPlain(text: string | undefined): text is string {
  return text !== undefined && /^[^\s]{1,255}$/.test(text);
}
