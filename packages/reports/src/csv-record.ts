/**
 * A record of comma-separated values. Every cell is quoted, and one that a spreadsheet would run as a formula starts with an apostrophe.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function toRecord(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Line breaks stay inside the quotes; a NUL, which some readers end at, does not. */
function toCell(text: string): string {
  const plain = text.replaceAll('\0', '\ufffd');
  return `"${(/^\s*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}
