export { MAX_DOCUMENT_BYTES } from './bounded-json.ts';
export { parseSbom } from './parse-sbom.ts';
export type { Sbom, SbomPackage } from './sbom.ts';
export { decideBy, denialOf, inOrderOfTime, type VexImage, type VexQuestion } from './vex/decide.ts';
export { type ImageId } from './vex/image-ids.ts';
export { parseVex } from './vex/parse-vex.ts';
export { packagesNamedBy, partsNamed, reachesOf, type VexReach } from './vex/reach.ts';
export { retractionsOf } from './vex/retractions.ts';
export type { VexDocument, VexProduct, VexStatement, VexStatus } from './vex/statement.ts';
