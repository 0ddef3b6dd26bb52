import { IMAGE_REPORTS, LIST_REPORTS } from '@plimsoll/contract';
import type { Handler } from './fake-state.ts';
import { fleetHandlers } from './fake-fleet.ts';
import { text } from './fake-state.ts';

/** Made-up files: the rows of the list behind them, as JSON, under the media type of the format. */
export const reportHandlers: Readonly<Record<string, Handler>> = {
  getImageReport: (state, input) => {
    const rows = rowsOf(fleetHandlers.listFindings?.(state, withoutEnd(input)));
    const { repository, reference } = input.params;
    const name = `${text(repository).replaceAll('/', '-')}_${text(reference)}`;
    return rows === undefined ? undefined : file(name, input.query, IMAGE_REPORTS, rows);
  },
  getVulnerabilitiesReport: (state, input) =>
    file(
      input.query.group === 'image' ? 'plimsoll-vulnerabilities-by-image' : 'plimsoll-vulnerabilities',
      input.query,
      LIST_REPORTS,
      rowsOf(fleetHandlers.listVulnerabilities?.(state, withoutEnd(input))) ?? [],
    ),
  getImagesReport: (state, input) =>
    file('plimsoll-images', input.query, LIST_REPORTS, rowsOf(fleetHandlers.listImages?.(state, withoutEnd(input))) ?? []),
};

function withoutEnd<Input extends { readonly query: Record<string, unknown> }>(input: Input): Input {
  return { ...input, query: { ...input.query, limit: 20_000 } };
}

function rowsOf(page: unknown): unknown[] | undefined {
  return typeof page === 'object' && page !== null && 'rows' in page && Array.isArray(page.rows) ? page.rows : undefined;
}

function file(name: string, query: Record<string, unknown>, mediaTypes: Readonly<Record<string, string>>, rows: readonly unknown[]) {
  const format = text(query.format);
  return { name: `${name}.${format}`, mediaType: mediaTypes[format], text: JSON.stringify({ query, rows }) };
}
