import { expect, it } from 'vitest';
import { requiresScan } from './requires-scan.ts';
import { sampleInventory, sampleScan } from './testing/sample-documents.ts';

it('gives a scan back', () => {
  expect(requiresScan(sampleScan, 'sarif')).toBe(sampleScan);
});

it('refuses an inventory, which would look clean', () => {
  expect(() => requiresScan(sampleInventory, 'sarif')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});
