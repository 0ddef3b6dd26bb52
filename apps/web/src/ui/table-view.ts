import { z } from 'zod';

/** The class of a column that small screens have no room for. */
export const SHOW_CLASS = { always: '', wide: 'wide-only', roomy: 'roomy-only' } as const;

/** How close rows stand: the same in every table. */
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** A density as the browser keeps it; comfortable for anything else. */
export function parseDensity(text: string | undefined): Density {
  return DENSITIES.find((density) => density === text) ?? 'comfortable';
}

const Hidden = z.array(z.string());

/** Ids of hidden columns as the browser keeps them: a JSON array of texts; none for anything else. */
export function parseHidden(text: string | undefined): readonly string[] {
  try {
    return Hidden.safeParse(JSON.parse(text ?? '[]')).data ?? [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The columns that are not hidden; what says which row it is stays, whatever is kept. */
export function shownColumns<Column extends { readonly id: string; readonly stays?: boolean }>(
  columns: readonly Column[],
  hidden: readonly string[],
): readonly Column[] {
  return columns.filter(({ id, stays = false }) => stays || !hidden.includes(id));
}
