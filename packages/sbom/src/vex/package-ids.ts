import { PackageURL } from 'packageurl-js';

/** Qualifiers that tell builds apart; others say where a package was got. */
const TELLING = ['arch', 'distro', 'epoch'];
const MAX_LENGTH = 4096;

/** A package URL, or undefined for what is none or is longer than 4,096 characters. */
export function parsePurl(text: string): PackageURL | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return PackageURL.fromString(text);
  } catch {
    return undefined;
  }
}

/** Type, namespace and name: what two package URLs of one package share. */
export function packageKey({ type, namespace, name }: PackageURL): string {
  return [type, namespace ?? '', name].join('\0');
}

/** True if `purl` is what `wanted` names: the same version, or any if none is named, and no qualifier that contradicts. */
export function fitsPurl(wanted: PackageURL, purl: PackageURL): boolean {
  return (
    packageKey(purl) === packageKey(wanted) &&
    (!wanted.version || purl.version === wanted.version) &&
    TELLING.every((key) => !wanted.qualifiers?.[key] || !purl.qualifiers?.[key] || wanted.qualifiers[key] === purl.qualifiers[key])
  );
}
