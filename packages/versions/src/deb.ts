import type { VersionScheme } from './scheme.ts';
import { endOfDigits, endWithoutBlanks, isBlank, isDigit, isLetter, skipBlanks } from './text/characters.ts';
import { compareDigits } from './text/compare-runs.ts';
import { invalidVersion } from './text/invalid-version.ts';

/** Debian and its derivatives: `[epoch:]upstream[-revision]`. */
export const deb: VersionScheme = {
  id: 'deb',
  ecosystems: ['Debian', 'Ubuntu'],
  urls: ['https://manpages.debian.org/unstable/dpkg-dev/deb-version.7.en.html'],
  compare: compareDeb,
};

/**
 * Orders two Debian versions as `dpkg --compare-versions` does.
 *
 * @returns negative if `a` sorts first, 0 if dpkg holds them equal (`1.0` and `0:1.0-0`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION for what dpkg refuses: nothing at all, blanks inside, an epoch that is no number from 0 to
 *   2147483647, nothing after the epoch, an empty upstream version or revision. Signs that Debian does not allow only make dpkg warn.
 * @see https://manpages.debian.org/unstable/dpkg-dev/deb-version.7.en.html
 */
export function compareDeb(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  return (
    x.epoch - y.epoch ||
    comparePart(a, x.start, x.upstreamEnd, b, y.start, y.upstreamEnd) ||
    comparePart(a, x.upstreamEnd + 1, x.end, b, y.upstreamEnd + 1, y.end)
  );
}

/** Where the parts lie in the text; the revision begins after `upstreamEnd`. */
interface DebVersion {
  readonly epoch: number;
  readonly start: number;
  readonly upstreamEnd: number;
  readonly end: number;
}

const MAX_EPOCH = 2_147_483_647;

function parse(version: string): DebVersion {
  const first = skipBlanks(version, 0, version.length);
  const end = endWithoutBlanks(version, first);
  if (first === end) throw invalidVersion('Debian', version, 'is empty');
  let colon = -1;
  let hyphen = -1;
  for (let i = first; i < end; i++) {
    const code = version.charCodeAt(i);
    if (code === 58 && colon === -1) colon = i;
    else if (code === 45) hyphen = i;
    else if (isBlank(code)) throw invalidVersion('Debian', version, 'has blanks inside');
  }
  const start = colon === -1 ? first : colon + 1;
  const upstreamEnd = hyphen < start ? end : hyphen;
  const epoch = colon === -1 ? 0 : epochOf(version, first, colon);
  if (start === end) throw invalidVersion('Debian', version, 'has nothing after its epoch');
  if (upstreamEnd === start) throw invalidVersion('Debian', version, 'has an empty upstream version');
  if (upstreamEnd === end - 1) throw invalidVersion('Debian', version, 'has an empty revision');
  return { epoch, start, upstreamEnd, end };
}

/** dpkg reads the epoch with strtol, which takes a sign. */
function epochOf(version: string, start: number, end: number): number {
  const sign = version.charCodeAt(start);
  const digits = sign === 43 || sign === 45 ? start + 1 : start;
  if (digits === end || endOfDigits(version, digits, end) !== end) {
    throw invalidVersion(
      'Debian',
      version,
      `has the epoch ${JSON.stringify(version.slice(start, Math.min(end, start + 20)))}, which is not a number`,
    );
  }
  const epoch = Number(version.slice(digits, end));
  if (epoch > MAX_EPOCH) throw invalidVersion('Debian', version, 'has an epoch that is too big');
  if (sign === 45 && epoch > 0) throw invalidVersion('Debian', version, 'has a negative epoch');
  return epoch;
}

/** Compares run by run: a run of non-digits sign by sign, then a run of digits by value, until they differ. */
function comparePart(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  let i = aStart;
  let j = bStart;
  while (i < aEnd || j < bEnd) {
    while ((i < aEnd && !isDigit(a.charCodeAt(i))) || (j < bEnd && !isDigit(b.charCodeAt(j)))) {
      const order = (i < aEnd ? weight(a.charCodeAt(i)) : 0) - (j < bEnd ? weight(b.charCodeAt(j)) : 0);
      if (order !== 0) return order;
      i++;
      j++;
    }
    const x = i;
    const y = j;
    i = endOfDigits(a, i, aEnd);
    j = endOfDigits(b, j, bEnd);
    const order = compareDigits(a, x, i, b, y, j);
    if (order !== 0) return order;
  }
  return 0;
}

/** `~` sorts before the end of the part (0, as digits do), the end before letters, letters before every other sign. */
function weight(code: number): number {
  if (isDigit(code)) return 0;
  if (code === 126) return -1;
  if (isLetter(code)) return code;
  // dpkg reads bytes as signed: what is not ASCII lies between the letters and the other signs.
  return code > 127 ? 128 + code / 65_536 : code + 256;
}
