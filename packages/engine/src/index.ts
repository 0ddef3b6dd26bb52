export { applyVex } from './apply-vex.ts';
export { checkImage, type CheckImageOptions } from './check-image.ts';
export type { ImageFacts } from './image-facts.ts';
export { folderLayerCache, type LayerCache } from './layer-cache.ts';
export { FINGERPRINT } from './layer-result.ts';
export { loadInventory } from './load-inventory.ts';
export { type Denial, type Finding, type MatchedInventory, matchInventory } from './match-inventory.ts';
export { sbomInventory } from './sbom-inventory.ts';
export { readImage, type ReadImage, type ReadImageOptions, readInventory, readOpenedImage, type ReadProgress } from './read-image.ts';
