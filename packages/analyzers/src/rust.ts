import type { Package } from '@plimsoll/model';
import { type Analysis, NOTHING, type RandomAccessAnalyzer, type RandomAccessFile } from './analyzer.ts';
import { findSection } from './executable/executable.ts';
import { isExecutable, mayBeExecutable, readExecutables } from './executable/read-executables.ts';
import { isJsonObject, jsonObjectsOf, jsonString, parseJson } from './json/parse-json.ts';
import { inflate } from './zip/inflate.ts';

const SECTION = '.dep-v0';
const MAX_COMPRESSED_BYTES = 8 * 1024 * 1024;
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/**
 * Rust programs built with `cargo auditable`: their crates, without those that only the build needed. Crates of the source tree itself are
 * listed as local.
 *
 * @see https://github.com/rust-secure-code/cargo-auditable
 */
export const rust: RandomAccessAnalyzer = { id: 'lang/rust', version: 1, matches: mayBeExecutable, sniff: isExecutable, open };

function open(file: RandomAccessFile): Analysis {
  for (const executable of readExecutables(file)) {
    const section = findSection(executable, SECTION);
    if (section === undefined) continue;
    const compressed = file.read(section.offset, Math.min(section.sizeBytes, MAX_COMPRESSED_BYTES));
    const packages = packagesOf(inflate(compressed, { format: 'zlib', maxBytes: MAX_JSON_BYTES }));
    if (packages !== undefined) return { packages, problems: [] };
    const message = `the list of crates in ${file.path} (section ${SECTION}) is damaged`;
    return { packages: [], problems: [{ code: 'MALFORMED_FILE', message }] };
  }
  return NOTHING;
}

function packagesOf(json: Uint8Array | undefined): Package[] | undefined {
  const audit = json && parseJson(json);
  if (!isJsonObject(audit) || !Array.isArray(audit['packages'])) return undefined;
  const packages: Package[] = [];
  for (const record of jsonObjectsOf(audit['packages'])) {
    const name = jsonString(record, 'name');
    const version = jsonString(record, 'version');
    if (name === undefined || version === undefined || jsonString(record, 'kind') === 'build') continue;
    packages.push({ type: 'cargo', name, version, licenses: [], ...(record['source'] === 'local' ? { local: true } : {}) });
  }
  return packages;
}
