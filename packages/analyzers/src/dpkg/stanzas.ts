/** One paragraph of a control file. */
export interface Stanza {
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Field names in lower case -> value, continuation lines joined by newlines. The last of a name wins. */
  readonly fields: ReadonlyMap<string, string>;
  /** Lines that are neither a field nor its continuation, as they stand. */
  readonly strayLines: readonly string[];
}

/**
 * Reads paragraphs of `Field: value` lines, set apart by blank lines, one after the other. Blank text has none.
 *
 * @see https://manpages.debian.org/unstable/dpkg-dev/deb822.5.en.html
 */
export function* parseStanzas(text: string): Generator<Stanza> {
  let line = 0;
  let start = 0;
  let fields = new Map<string, string>();
  let strayLines: string[] = [];
  let lastName: string | undefined;

  for (const raw of linesOf(text)) {
    line++;
    if (raw.trim() === '') {
      if (start !== 0) yield { line: start, fields, strayLines };
      start = 0;
      fields = new Map();
      strayLines = [];
      lastName = undefined;
      continue;
    }
    if (start === 0) start = line;
    const colon = raw.indexOf(':');
    if (raw.startsWith(' ') || raw.startsWith('\t')) {
      if (lastName === undefined) strayLines.push(raw);
      else fields.set(lastName, `${fields.get(lastName) ?? ''}\n${raw.slice(1).trimEnd()}`);
    } else if (colon > 0) {
      lastName = raw.slice(0, colon).trimEnd().toLowerCase();
      fields.set(lastName, raw.slice(colon + 1).trim());
    } else {
      lastName = undefined;
      strayLines.push(raw);
    }
  }
  if (start !== 0) yield { line: start, fields, strayLines };
}

/** Without the line ends; `\r\n` counts as one. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    yield text.slice(start, text.charCodeAt(stop - 1) === 13 && stop > start ? stop - 1 : stop);
    start = stop + 1;
  }
}
