import { expect, it } from 'vitest';
import { InventoryDocument, ScanDocument } from './document.ts';
import { json } from './json.ts';
import { inventoryDocument, scanDocument } from './testing/sample-document.ts';

const OPTIONS = { color: true, columns: 80, now: new Date(0) };

it('is the document and nothing else', () => {
  expect(ScanDocument.parse(JSON.parse(json.render(scanDocument, OPTIONS)))).toEqual(scanDocument);
  expect(InventoryDocument.parse(JSON.parse(json.render(inventoryDocument, OPTIONS)))).toEqual(inventoryDocument);
});

it('has no field that the contract does not name', () => {
  expect(ScanDocument.safeParse({ ...scanDocument, extra: 1 }).success).toBe(false);
  expect(InventoryDocument.safeParse(scanDocument).success).toBe(false);
});
