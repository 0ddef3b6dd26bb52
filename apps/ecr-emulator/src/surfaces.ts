import { jsonSurface } from './json-api/json-surface.ts';
import { layerSurface } from './layer-surface.ts';
import { registrySurface } from './registry-http/registry-surface.ts';
import { stsSurface } from './sts/sts-surface.ts';
import type { Surface } from './surface.ts';

/** Every protocol of the server; the first that matches answers. */
export const surfaces: readonly Surface[] = [layerSurface, registrySurface, stsSurface, jsonSurface];
