import type { ReportFormat } from './format.ts';

/** The whole document: `docs/schemas/scan.schema.json`, or `inventory.schema.json`. */
export const json: ReportFormat = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  summary: 'the whole document, a versioned contract',
  render: (document) => `${JSON.stringify(document, undefined, 2)}\n`,
};
