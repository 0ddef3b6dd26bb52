/** What a path below `/v2/` means. */
export type RegistryPath =
  | { readonly kind: 'base' | 'catalog'; readonly name: undefined; readonly reference: '' }
  | {
      readonly kind: 'manifests' | 'blobs' | 'tags' | 'uploads' | 'referrers';
      readonly name: string;
      /** Tag, digest or upload id; empty for `tags/list` and a new upload. */
      readonly reference: string;
    };

/** Undefined for what is no path of the API. Names hold slashes, so the last parts decide. */
export function parseRegistryPath(path: string): RegistryPath | undefined {
  if (path === '/v2/' || path === '/v2') return { kind: 'base', name: undefined, reference: '' };
  if (path === '/v2/_catalog') return { kind: 'catalog', name: undefined, reference: '' };
  const parts = path.slice('/v2/'.length).split('/').map(decode);
  const [last = '', beforeLast = '', third = ''] = parts.toReversed();
  const nameWithout = (count: number) => parts.slice(0, -count).join('/');
  if (third === 'blobs' && beforeLast === 'uploads' && parts.length > 3) {
    return { kind: 'uploads', name: nameWithout(3), reference: last };
  }
  if (last === 'list' && beforeLast === 'tags' && parts.length > 2) return { kind: 'tags', name: nameWithout(2), reference: '' };
  if (parts.length < 3 || last === '') return undefined;
  if (beforeLast === 'manifests' || beforeLast === 'blobs' || beforeLast === 'referrers') {
    return { kind: beforeLast, name: nameWithout(2), reference: last };
  }
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
