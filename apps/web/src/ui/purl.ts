/** Name and version of a package URL: `pkg:npm/%40types/bson@4.0.5?a=b` -> `@types/bson 4.0.5`. A text of another form stays as it is. */
export function purlInWords(purl: string): string {
  const { name, version } = partsOfPurl(purl);
  return version === '' ? name : `${name} ${version}`;
}

/** What of a package URL people read. For Debian and kin the distribution before the name is left out. `version` is empty if it has none. */
export function partsOfPurl(purl: string): { name: string; version: string } {
  const path = purl.split(/[?#]/, 1)[0] ?? '';
  const slash = path.indexOf('/');
  if (!path.startsWith('pkg:') || slash === -1) return { name: purl, version: '' };
  const isSystem = ['pkg:deb', 'pkg:rpm', 'pkg:apk'].includes(path.slice(0, slash));
  const rest = path.slice(slash + 1);
  const at = rest.lastIndexOf('@');
  const [name, version] = at > 0 ? [rest.slice(0, at), rest.slice(at + 1)] : [rest, ''];
  return { name: decode(isSystem ? name.slice(name.indexOf('/') + 1) : name), version: decode(version) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
