export { CheckDocument, checkTable } from './check-document.ts';
export { CompareDocument, compareTable } from './compare-document.ts';
export type { DecidedFinding } from './decided-finding.ts';
export { decisionCyclonedx } from './decision-cyclonedx.ts';
export { decisionOpenvex } from './decision-openvex.ts';
export { InventoryDocument, ScanDocument } from './document.ts';
export type { RenderOptions, ReportFormat } from './format.ts';
export { PlanDocument, planTable, type PlanTexts } from './plan-document.ts';
export { formats } from './registry.ts';
