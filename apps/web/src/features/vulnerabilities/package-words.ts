/** A package as people name it, out of its purl: `pkg:deb/debian/nginx@1.22.1-9%2Bdeb12u9?arch=source` is nginx and 1.22.1-9+deb12u9. */
export function packageOf(purl: string): { name: string; version: string } {
  const path = purl.replace(/^pkg:/, '').split(/[?#]/)[0] ?? '';
  const at = path.lastIndexOf('@');
  const names = (at <= 0 ? path : path.slice(0, at)).split('/');
  const [type = ''] = names;
  // What stands between type and name is the distribution; for languages it is a part of the name.
  const name = names.slice(DISTRIBUTED.has(type) ? -1 : 1).join(type === 'maven' ? ':' : '/');
  return { name: decode(name === '' ? purl : name), version: at <= 0 ? '' : decode(path.slice(at + 1)) };
}

const DISTRIBUTED: ReadonlySet<string> = new Set(['deb', 'rpm', 'apk']);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
