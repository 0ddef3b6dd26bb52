import type { RandomAccessFile } from '../analyzer.ts';
import { readElf } from './elf.ts';
import type { Executable } from './executable.ts';
import { isMachO, readMachO } from './mach-o.ts';
import { readPe } from './pe.ts';

/** The programs in a file: one, or one for each architecture of a universal Mach-O file. Empty if its headers cannot be read. */
export function readExecutables(file: RandomAccessFile): Executable[] {
  const executable = readElf(file) ?? readPe(file);
  return executable === undefined ? readMachO(file) : [executable];
}

/** True for the first bytes (at least 8) of an ELF, PE or Mach-O file. */
export function isExecutable(head: Uint8Array): boolean {
  const isElf = head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
  const isPe = head[0] === 0x4d && head[1] === 0x5a;
  return isElf || isPe || isMachO(head);
}

const OTHER_FORMATS =
  /\.(?:[cm]?[jt]sx?|map|json|py[ciw]?|rb|php|pl|pm|lua|sh|html?|css|scss|txt|md|rst|xml|ya?ml|toml|ini|conf|cfg|csv|sql|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|otf|eot|pdf|gz|xz|bz2|zst|zip|tar|jar|war|ear|class|deb|rpm|apk|whl|gem|pem|crt|key|h|hpp|c|cc|cpp|go|rs|java|proto|po|mo|pod|gmo|la|pc|list|md5sums|log)$/i;
/** Go's own sources hold programs of all ages as test data. */
const GO_TESTDATA = /(?:^|\/)usr\/local\/go\/(?:.*\/)?testdata\//;

/** False for a path whose extension names another format, so that its bytes need not be looked at. */
export function mayBeExecutable(path: string): boolean {
  return !OTHER_FORMATS.test(path) && !GO_TESTDATA.test(path);
}
