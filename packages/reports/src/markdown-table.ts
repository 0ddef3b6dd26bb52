const MAX_TABLE_CHARACTERS = 45_000;
const MAX_CELL = 200;

/** A table that fits into a comment: what is left out is counted. Begins with an empty line; nothing without rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [];
  let room = MAX_TABLE_CHARACTERS;
  for (const row of rows) {
    const line = `| ${row.join(' | ')} |`;
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const left = rows.length - lines.length;
  return [
    '',
    `| ${header.join(' | ')} |`,
    `|${' --- |'.repeat(header.length)}`,
    ...lines,
    ...(left === 0 ? [] : ['', `**${left} more** do not fit into a comment: another format has them all.`]),
  ];
}

/** A code span on one line of a table: backticks become apostrophes, since a row has no other way to hold them safely. */
export function code(text: string): string {
  const line = text
    .slice(0, MAX_CELL)
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll('\\', '/')
    .replaceAll('|', '\\|')
    .trim();
  return line === '' ? '' : `\`${line}${text.length > MAX_CELL ? '…' : ''}\``;
}
