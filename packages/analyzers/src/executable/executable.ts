import type { RandomAccessFile } from '../analyzer.ts';

/** A part of an executable that lies in the file and, when it runs, in memory. */
export interface Region {
  /** `.go.buildinfo`, `__gopclntab`; empty for segments without a name. */
  readonly name: string;
  /** In memory. */
  readonly address: number;
  /** In the file. */
  readonly offset: number;
  /** In the file; 0 if it is made up when the program starts. */
  readonly sizeBytes: number;
  readonly writable: boolean;
}

/** What the readers of embedded data need to know about a program, whatever its format. */
export interface Executable {
  readonly littleEndian: boolean;
  readonly pointerSize: 4 | 8;
  /** Empty if the section headers were stripped. */
  readonly sections: readonly Region[];
  /** What is loaded into memory. */
  readonly segments: readonly Region[];
}

/** The first section of one of the names that has bytes in the file. */
export function findSection(executable: Executable, ...names: readonly string[]): Region | undefined {
  return executable.sections.find(({ name, sizeBytes }) => sizeBytes > 0 && names.includes(name));
}

/** Up to `length` bytes from an address in memory; empty if the file has none for it. */
export function readAddress(file: RandomAccessFile, executable: Executable, address: number, length: number): Uint8Array {
  const region = [...executable.segments, ...executable.sections].find(
    (candidate) => address >= candidate.address && address < candidate.address + candidate.sizeBytes,
  );
  if (region === undefined) return new Uint8Array();
  const start = address - region.address;
  return file.read(region.offset + start, Math.min(length, region.sizeBytes - start));
}

/** Keeps what lies in the file, whole or in part. */
export function clipToFile(regions: readonly Region[], fileSizeBytes: number): Region[] {
  return regions
    .filter(({ address, offset, sizeBytes }) => address >= 0 && sizeBytes > 0 && offset >= 0 && offset < fileSizeBytes)
    .map((region) => ({ ...region, sizeBytes: Math.min(region.sizeBytes, fileSizeBytes - region.offset) }));
}
