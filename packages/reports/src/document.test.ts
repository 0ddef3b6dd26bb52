import { expect, it } from 'vitest';
import { InventoryDocument, ScanDocument } from './document.ts';
import { inventoryDocument, scanDocument } from './testing/sample-document.ts';

it.each([
  ['another version', { schemaVersion: 2 }],
  ['a coverage that is none', { coverage: 'whole' }],
  ['a package without a place', { packages: [{ ...inventoryDocument.packages[0], locations: [] }] }],
  ['a code that is not documented', { problems: [{ code: 'ODD', message: 'x' }] }],
])('refuses %s', (_, change) => {
  expect(InventoryDocument.safeParse({ ...inventoryDocument, ...change }).success).toBe(false);
});

it('wants evidence for every finding', () => {
  const [finding] = scanDocument.findings;

  expect(ScanDocument.safeParse({ ...scanDocument, findings: [{ ...finding, evidence: [] }] }).success).toBe(false);
});
