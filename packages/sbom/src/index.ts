export { MAX_DOCUMENT_BYTES } from './bounded-json.ts';
export { parseSbom } from './parse-sbom.ts';
export type { Sbom, SbomPackage } from './sbom.ts';
export { decideBy, type VexImage, type VexQuestion } from './vex/decide.ts';
export { parseVex } from './vex/parse-vex.ts';
export type { VexDocument, VexProduct, VexStatement, VexStatus } from './vex/statement.ts';
