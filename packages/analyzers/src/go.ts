import type { Package, Problem } from '@plimsoll/model';
import { type Analysis, NOTHING, type RandomAccessAnalyzer, type RandomAccessFile } from './analyzer.ts';
import type { Executable } from './executable/executable.ts';
import { isExecutable, mayBeExecutable, readExecutables } from './executable/read-executables.ts';
import { type BuildInfo, hasBuildInfoSection, readBuildInfo } from './go/build-info.ts';
import { readFunctionNames } from './go/function-names.ts';
import { linkedSymbols } from './go/linked-symbols.ts';
import { effectiveModule, parseGoModules } from './go/modules.ts';
import { stdlibVersion } from './go/stdlib-version.ts';

const PACKED = Buffer.from('UPX!');
const PACKED_WITHIN_BYTES = 4096;

/**
 * Go programs: the modules and the standard library that they are built of, and the functions that were linked. Stripped ones too.
 *
 * @see https://pkg.go.dev/debug/buildinfo
 */
export const go: RandomAccessAnalyzer = { id: 'lang/go', version: 1, matches: mayBeExecutable, sniff: isExecutable, open };

function open(file: RandomAccessFile): Analysis {
  const executables = readExecutables(file);
  for (const executable of executables) {
    const info = readBuildInfo(file, executable);
    if (info !== undefined) return analysisOf(file, executable, info);
  }
  if (executables.some(hasBuildInfoSection)) {
    return {
      packages: [],
      problems: [{ code: 'MALFORMED_FILE', message: `${file.path} is a Go program whose build information is damaged` }],
    };
  }
  if (Buffer.from(file.read(0, PACKED_WITHIN_BYTES)).includes(PACKED)) {
    const message = `${file.path} is packed with UPX, which hides what it is built of`;
    return { packages: [], problems: [{ code: 'UNSUPPORTED_FORMAT', message }] };
  }
  return NOTHING;
}

function analysisOf(file: RandomAccessFile, executable: Executable, { goVersion, moduleText }: BuildInfo): Analysis {
  const modules = parseGoModules(moduleText);
  const all = [...(modules.main === undefined ? [] : [modules.main]), ...modules.dependencies].map(effectiveModule);
  const packages: Package[] = [{ path: 'stdlib', version: stdlibVersion(goVersion) }, ...all].map(({ path, version }) => ({
    type: 'golang',
    name: path,
    version,
    licenses: [],
  }));

  const names = readFunctionNames(file, executable);
  const symbols = names && linkedSymbols(names, modules);
  const problems: Problem[] = [];
  if (names !== undefined && symbols === undefined) {
    problems.push({
      code: 'LIMIT_EXCEEDED',
      message: `${file.path} links more functions than are kept; its packages count as linked whole`,
    });
  }
  return { packages, problems, facts: { kind: 'go-symbols', symbols: symbols ?? {} } };
}
