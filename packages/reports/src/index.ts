export { InventoryDocument, ScanDocument } from './document.ts';
export type { RenderOptions, ReportFormat } from './format.ts';
export { formats } from './registry.ts';
