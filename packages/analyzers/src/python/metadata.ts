/** The headers of a package's core metadata that we use. */
export interface CoreMetadata {
  /** Each header in lower case with its values, in file order; empty if the text has none. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

const MAX_HEADER_BYTES = 1024 * 1024;

/**
 * The headers of METADATA or PKG-INFO: `Key: value` lines up to the first empty one, where the description begins. A line that starts with a
 * blank continues the one above.
 *
 * @see https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export function parseCoreMetadata(bytes: Uint8Array): CoreMetadata {
  const headers = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const line of new TextDecoder().decode(bytes.subarray(0, MAX_HEADER_BYTES)).split(/\r?\n/)) {
    if (line === '') break;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      values?.push(`${values.pop() ?? ''}\n${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const key = line.slice(0, colon).toLowerCase();
    values = headers.get(key) ?? [];
    values.push(line.slice(colon + 1).trim());
    headers.set(key, values);
  }
  return { headers };
}

const MAX_LICENSE_LENGTH = 100;

/**
 * What the metadata say about the licence: the SPDX expression, else the short name, else the classifiers. A whole licence text in `License`
 * is not a name.
 */
export function pythonLicenses({ headers }: CoreMetadata): string[] {
  const [expression] = headers.get('license-expression') ?? [];
  if (expression) return [expression];
  const [license] = headers.get('license') ?? [];
  if (license && license !== 'UNKNOWN' && license.length <= MAX_LICENSE_LENGTH && !license.includes('\n')) return [license];
  return (headers.get('classifier') ?? [])
    .filter((classifier) => classifier.startsWith('License ::'))
    .map((classifier) => classifier.slice(classifier.lastIndexOf('::') + 2).trim())
    .filter((name) => name !== '' && name !== 'OSI Approved');
}
