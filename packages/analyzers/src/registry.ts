import type { Analyzer } from './analyzer.ts';

/** Every analyzer of the product. Sorted by id; the order carries no meaning. */
export const analyzers: readonly Analyzer[] = [];
