import { PlimsollError } from '@plimsoll/model';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { isScan } from './format.ts';

/**
 * The document as a scan, for formats of findings: an inventory printed as an empty list of findings would look clean.
 *
 * @throws PlimsollError INVALID_INPUT if it is an inventory
 */
export function requiresScan(document: InventoryDocument | ScanDocument, format: string): ScanDocument {
  if (isScan(document)) return document;
  throw new PlimsollError('INVALID_INPUT', `the format ${format} holds findings, and an inventory has not been matched`, {
    hint: 'Use plimsoll scan, or one of the formats table, json, cyclonedx, spdx-json, spdx3-json, csv, markdown, html.',
  });
}
