import { type Package, PlimsollError } from '@plimsoll/model';
import type { RpmHeader } from './header.ts';
import { sourceOfRpm } from './source-rpm.ts';

const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  vendor: 1011,
  license: 1014,
  arch: 1022,
  oldFileNames: 1027,
  fileFlags: 1037,
  sourceRpm: 1044,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  modularityLabel: 5096,
} as const;

/** Listed but not on the disk: log files and the like. */
const GHOST = 0x40;

/** An installed package and the files it brought. */
export interface Installed {
  readonly package: Package;
  /** Directories are among them, ghosts are not. */
  readonly files: readonly (readonly [folder: string, name: string])[];
  /** What the header says and cannot be read, by number of the tag: such fields are missing above. */
  readonly damagedTags: readonly number[];
}

/**
 * The package of a header, or undefined for a key (`gpg-pubkey`), which rpm keeps in the same table.
 *
 * @throws PlimsollError MALFORMED_RECORD if it has no name, version or release
 */
export function toInstalled(header: RpmHeader): Installed | undefined {
  const name = header.text(TAG.name);
  const number = header.text(TAG.version);
  const release = header.text(TAG.release);
  if (!name || !number || !release) {
    throw new PlimsollError('MALFORMED_RECORD', `the package ${JSON.stringify(name?.slice(0, 80) ?? '')} has no name, version or release`);
  }
  if (name === 'gpg-pubkey') return undefined;

  const epoch = header.numbers(TAG.epoch)?.[0] ?? 0;
  const version = epoch === 0 ? `${number}-${release}` : `${epoch}:${number}-${release}`;
  const arch = header.text(TAG.arch);
  const module = header.text(TAG.modularityLabel);
  const vendor = header.text(TAG.vendor);
  const license = header.text(TAG.license);
  const pkg: Package = {
    type: 'rpm',
    name,
    version,
    ...(arch ? { arch } : {}),
    source: sourceOfRpm(name, version, header.text(TAG.sourceRpm)),
    ...(module ? { module } : {}),
    ...(vendor ? { vendor } : {}),
    licenses: license ? [license] : [],
  };
  const files = filesOf(header);
  return { package: pkg, files, damagedTags: header.damagedTags() };
}

function filesOf(header: RpmHeader): [folder: string, name: string][] {
  const flags = header.numbers(TAG.fileFlags) ?? [];
  const names = header.texts(TAG.baseNames);
  const folders = header.texts(TAG.dirNames) ?? [];
  const indexes = header.numbers(TAG.dirIndexes) ?? [];
  // Packages of before 2000 have whole paths instead.
  const files = names?.map((name, i): [string, string] => [folders[indexes[i] ?? -1] ?? '', name]) ?? oldFilesOf(header);
  return files.filter(([folder], i) => ((flags[i] ?? 0) & GHOST) === 0 && (names === undefined || folder !== ''));
}

function oldFilesOf(header: RpmHeader): [folder: string, name: string][] {
  return header.texts(TAG.oldFileNames)?.map((path) => ['', path]) ?? [];
}
