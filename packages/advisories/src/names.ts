const CLASSES = ['CVE-', 'GHSA-', 'GO-', 'RUSTSEC-', 'PYSEC-'];

/** Records that hold the fixes of many flaws at once. They speak for each of their CVEs and never make two of them one. */
const BUNDLES =
  'RHSA- RHBA- RHEA- RLSA- RXSA- ALSA- ALBA- ALEA- ELSA- ALAS SUSE-SU- SUSE-RU- SUSE-FU- SUSE-OU- openSUSE-SU- openSUSE-RU- DSA- DLA- DTSA- ELA- USN- LSN- PHSA- OESA- MGASA- FEDORA-'.split(
    ' ',
  );

/** Errata that are not about security, though feeds carry them in the same shape. */
const NOT_SECURITY = ['ALBA-', 'ALEA-', 'RHBA-', 'RHEA-'];

/** True for ids of advisories that bundle several flaws: `DSA-5000-1`, `ALSA-2023:0077`. */
export function isBundle(id: string): boolean {
  return BUNDLES.some((prefix) => id.startsWith(prefix));
}

/** False for bug-fix and enhancement errata: `ALBA-2022:1`. */
export function isSecurity(id: string): boolean {
  return !NOT_SECURITY.some((prefix) => id.startsWith(prefix));
}

/** `CVE-2024-3094`. */
export function isCve(name: string): boolean {
  return name.startsWith('CVE-');
}

/**
 * Orders the names of one flaw, best first: CVE, GHSA, GO, RUSTSEC, PYSEC, then others; within a class the oldest (lowest numbers) first.
 *
 * @returns negative if `a` is the better name
 */
export function compareNames(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || compareNatural(a, b);
}

function rankOf(name: string): number {
  const index = CLASSES.findIndex((prefix) => name.startsWith(prefix));
  return index === -1 ? CLASSES.length : index;
}

/** Plain string order, but runs of digits by value: `CVE-2024-999` before `CVE-2024-1000`. */
function compareNatural(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = digitsAt(a, i);
    const right = digitsAt(b, j);
    if (left !== '' && right !== '') {
      const difference = compareDigits(left, right);
      if (difference !== 0) return difference;
      i += left.length;
      j += right.length;
    } else {
      const difference = a.charCodeAt(i++) - b.charCodeAt(j++);
      if (difference !== 0) return difference;
    }
  }
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}

function digitsAt(text: string, from: number): string {
  let end = from;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return text.slice(from, end);
}

function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
