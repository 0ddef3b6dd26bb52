/** Columns as wide as their widest cell; the last one takes what the terminal leaves. */
export function widthsOf(rows: readonly (readonly string[])[], columns: number): number[] {
  const widths = rows[0]!.map((_, column) => rows.reduce((width, row) => Math.max(width, printable(row[column]!).length), 0));
  const used = widths.slice(0, -1).reduce((total, width) => total + width + 2, 0);
  widths[widths.length - 1] = Math.max(10, Math.min(widths.at(-1)!, columns - used));
  return widths;
}

/** One row; a cell that is too wide is cut. */
export function align(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const text = printable(cell);
      const width = widths[column]!;
      return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
    })
    .join('  ')
    .trimEnd();
}

/** Text of an image on somebody's terminal: control characters become `�`, so that no name can move the cursor. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** `1 package`, `2 packages`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
