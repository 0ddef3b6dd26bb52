export type { Analysis, Analyzer, LayerFile, MemoryAnalyzer, Ownership, RandomAccessAnalyzer, RandomAccessFile } from './analyzer.ts';
export { NOTHING } from './analyzer.ts';
export { analyzers } from './registry.ts';
