import type { FleetFix, listImages } from '@plimsoll/contract';
import type { z } from 'zod';

/** An image as the API lists it. */
export type ImageRow = z.output<typeof listImages.response>['rows'][number];

const COLUMNS = ['critical', 'high', 'medium', 'low', 'negligible', 'fixable'] as const;
/** Enough of `sha256-26a9a602....sig`. */
const MAX_TAG_LENGTH = 20;

/** The images by name as a table for people, one line each. */
export function summaryTable(rows: readonly ImageRow[]): string {
  const sorted = rows.toSorted((a, b) => compare(a.repository, b.repository) || compare(a.pushedAt, b.pushedAt) || compare(a.tag, b.tag));
  const lines = [['IMAGE', 'COVERAGE', ...COLUMNS.map((name) => name.toUpperCase())], ...sorted.map(cellsOf)];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines
    .map((cells) => cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** What to change first, a line each: how much it removes, and what it is. */
export function fixLines(fixes: readonly Pick<FleetFix, 'title' | 'removes'>[]): string {
  const effects = fixes.map(({ removes }) => `-${removes}`);
  const width = Math.max(0, ...effects.map(({ length }) => length));
  return fixes.map(({ title }, index) => `${effects[index]!.padStart(width)}  ${title}\n`).join('');
}

/** What keeps a scan from being complete, in words; empty if nothing does. A signature is no image, and says so: that is complete. */
export function shortcomings(rows: readonly ImageRow[]): readonly string[] {
  return rows.flatMap(({ repository, tag, state, coverage, problems }) => {
    if (state !== 'read' && state !== 'not-an-image') return [`${repository}:${tag} is ${state}`];
    if (coverage === 'partial') return [`${repository}:${tag} was read in part, with ${problems} problems`];
    return [];
  });
}

function cellsOf({ repository, tag, state, coverage, counts }: ImageRow): string[] {
  const shortTag = tag.length > MAX_TAG_LENGTH ? `${tag.slice(0, MAX_TAG_LENGTH - 3)}...` : tag;
  const counted = COLUMNS.map((name) => (counts === null || coverage !== 'complete' ? '-' : String(counts[name])));
  return [`${repository}:${shortTag}`, state === 'read' ? (coverage ?? state) : state, ...counted];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
