/** A value of a list; null if it is not known. */
export type Cell = string | number | boolean | null | readonly string[];

/** A list over many images, to be written as a file: vulnerabilities or images. */
export interface ListDocument {
  /** `Vulnerabilities` */
  readonly title: string;
  /** What it is limited to, in words; absent = everything. */
  readonly filter?: string | undefined;
  /** The key of JSON and the heading of tables. */
  readonly columns: readonly { readonly key: string; readonly head: string }[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A list document from rows and what is asked of each. */
export function toListDocument<Row>(
  { title, filter }: Pick<ListDocument, 'title' | 'filter'>,
  rows: readonly Row[],
  columns: readonly { readonly key: string; readonly head: string; readonly cell: (row: Row) => Cell }[],
): ListDocument {
  return {
    title,
    filter,
    columns: columns.map(({ key, head }) => ({ key, head })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** As tables show it: lists joined by blanks, nothing for what is not known. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'object' ? cell.join(' ') : String(cell);
}
