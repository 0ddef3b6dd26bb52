import { count } from './columns.ts';
import { toRecord } from './csv-record.ts';
import type { ReportFormat } from './format.ts';
import { htmlPage, htmlTable } from './html-page.ts';
import { cellText, type ListDocument } from './list-document.ts';
import { code, table } from './markdown-table.ts';
import { escapeMarkup } from './markup.ts';

/** How a list over many images is written. */
export interface ListFormat extends Pick<ReportFormat, 'id' | 'mediaType' | 'extension'> {
  render(list: ListDocument, now: Date): string;
}

/** A record a row, under the headings; what the list is limited to does not fit in. */
const csv: ListFormat = {
  id: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  render: ({ columns, rows }) => [columns.map(({ head }) => head), ...rows.map((row) => row.map(cellText))].map(toRecord).join(''),
};

/** `{ schemaVersion, list, at, filter, rows: [{ ... }] }`: what is not known is null, no filter is null. */
const json: ListFormat = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  render: ({ title, filter, columns, rows }, now) => {
    const objects = rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index]])));
    return `${JSON.stringify({ schemaVersion: 1, list: title, at: now.toISOString(), filter: filter ?? null, rows: objects }, undefined, 2)}\n`;
  },
};

/** As many rows as fit into a comment; how many do not is said. */
const markdown: ListFormat = {
  id: 'markdown',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  render: ({ title, filter, columns, rows }) => {
    const sentence = `${count(rows.length, 'row')}${filter === undefined ? '' : `, limited to ${code(filter)}`}.`;
    const lines = table(
      columns.map(({ head }) => head),
      rows.map((row) => row.map((cell) => code(cellText(cell)))),
    );
    return `${[`### ${code(title)}`, '', sentence, ...lines].join('\n')}\n`;
  },
};

const html: ListFormat = {
  id: 'html',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render: ({ title, filter, columns, rows }, now) => {
    const cells = rows.map((row) => row.map((cell) => `<td>${escapeMarkup(cellText(cell))}</td>`).join(''));
    const heads = columns.map(({ head }) => head);
    return htmlPage(
      title,
      [count(rows.length, 'row'), filter === undefined ? '' : `limited to ${filter}`],
      [htmlTable('', heads, cells)],
      now,
    );
  },
};

/** Every format of lists. */
export const listFormats: readonly ListFormat[] = [csv, json, markdown, html];
