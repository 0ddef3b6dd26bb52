import type { Limits } from './source.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Bounds that no honest image meets. Lower them where many images are read at once. */
export const defaultLimits: Limits = {
  manifestBytes: 4 * MIB,
  configBytes: 8 * MIB,
  layerBytes: 20 * GIB,
  layerRatio: 200,
  entries: 5_000_000,
  pathLength: 4096,
  fileBytes: GIB,
  memoryFileBytes: 32 * MIB,
  layers: 500,
  indexDepth: 3,
};
