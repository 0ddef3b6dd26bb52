import type { InventoryDocument, ScanDocument } from './document.ts';

/** How a document is printed; what a format cannot hold of it, its own doc comment says. */
export interface ReportFormat {
  /** As written after `--format`. */
  readonly id: string;
  readonly mediaType: string;
  /** Of a file, without the first dot: `sarif.json`. */
  readonly extension: string;
  /** What it is, for `--help`. */
  readonly summary: string;
  render(document: InventoryDocument | ScanDocument, options: RenderOptions): string;
}

export interface RenderOptions {
  /** ANSI colours. */
  readonly color: boolean;
  /** Of a terminal; text may be cut to it. */
  readonly columns: number;
  readonly now: Date;
}

/** True if the document was matched: an inventory has no findings, which is not the same as none. */
export function isScan(document: InventoryDocument | ScanDocument): document is ScanDocument {
  return 'findings' in document;
}
