/** The main section of a manifest: keys in lower case. */
export type JarManifest = ReadonlyMap<string, string>;

const MAX_BYTES = 1024 * 1024;

/**
 * Reads the main section, which ends at the first empty line. A line that starts with a blank goes on with the one above. Of a repeated key
 * the first counts; values that a build tool forgot to fill in (`${version}`) and empty ones are left out.
 *
 * @see https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html#jar-manifest
 */
export function parseManifest(bytes: Uint8Array): JarManifest {
  const lines: string[][] = [];
  for (const line of new TextDecoder().decode(bytes.subarray(0, MAX_BYTES)).split(/\r\n|\n|\r/)) {
    if (line === '') break;
    if (line.startsWith(' ')) lines.at(-1)?.push(line.slice(1));
    else lines.push([line]);
  }

  const manifest = new Map<string, string>();
  for (const parts of lines) {
    const line = parts.join('');
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (key !== '' && value !== '' && !value.includes('${') && !manifest.has(key)) manifest.set(key, value);
  }
  return manifest;
}
