import type { ImageFilter as ImageQuery, VulnerabilityFilter as VulnerabilityQuery } from '@plimsoll/contract';
import {
  type AffectedImage,
  allAffectedImages,
  type Database,
  getConnection,
  listImages,
  listVulnerabilities,
  type Page,
  type PageRequest,
  type VulnerabilitySummary,
} from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import { type ListDocument, toListDocument } from '@plimsoll/reports';
import type { z } from 'zod';
import { AFFECTED_COLUMNS, IMAGE_COLUMNS, VULNERABILITY_COLUMNS } from './list-columns.ts';

/** More rows are no file that anybody reads. */
const MAX_ROWS = 100_000;
const ROWS_A_PAGE = 5000;

type Choice = Partial<z.output<typeof VulnerabilityQuery> & z.output<typeof ImageQuery>>;

/** All rows of the list of vulnerabilities, highest risk first. @throws PlimsollError LIMIT_EXCEEDED */
export async function reportVulnerabilities(
  choice: z.output<typeof VulnerabilityQuery>,
  db: Database,
  maxRows = MAX_ROWS,
): Promise<ListDocument> {
  const rows = await allRows((page) => listVulnerabilities(db, choice, page), maxRows);
  return toListDocument({ title: 'Vulnerabilities', filter: await wordsOf(choice, db) }, rows, VULNERABILITY_COLUMNS);
}

/** A row for each image that has one of them, in the order of their list. @throws PlimsollError LIMIT_EXCEEDED */
export async function reportAffectedImages(
  choice: z.output<typeof VulnerabilityQuery>,
  db: Database,
  maxRows = MAX_ROWS,
): Promise<ListDocument> {
  const listed = await allRows((page) => listVulnerabilities(db, choice, page), maxRows);
  checkCount(
    listed.reduce((total, { images }) => total + images, 0),
    maxRows,
  );
  const rows: (AffectedImage & { readonly summary: VulnerabilitySummary })[] = [];
  for (const chunk of chunksOf(listed)) {
    const found = await allAffectedImages(
      db,
      chunk.map(({ id }) => id),
      choice,
    );
    const byName = Map.groupBy(found, ({ vulnerability }) => vulnerability);
    for (const summary of chunk) rows.push(...(byName.get(summary.id) ?? []).map((image) => ({ ...image, summary })));
  }
  return toListDocument({ title: 'Vulnerabilities by image', filter: await wordsOf(choice, db) }, rows, AFFECTED_COLUMNS);
}

/** All rows of the list of tagged images, newest push first. @throws PlimsollError LIMIT_EXCEEDED */
export async function reportImages(choice: z.output<typeof ImageQuery>, db: Database, maxRows = MAX_ROWS): Promise<ListDocument> {
  const rows = await allRows((page) => listImages(db, choice, page), maxRows);
  return toListDocument({ title: 'Images', filter: await wordsOf(choice, db) }, rows, IMAGE_COLUMNS);
}

async function allRows<Row>(read: (page: PageRequest) => Promise<Page<Row>>, maxRows: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined, isLast = false; !isLast;) {
    const page = await read({ cursor, limit: ROWS_A_PAGE });
    checkCount(page.total, maxRows);
    rows.push(...page.rows);
    cursor = page.nextCursor;
    isLast = cursor === undefined;
  }
  return rows;
}

function checkCount(count: number, maxRows: number): void {
  if (count > maxRows)
    throw new PlimsollError('LIMIT_EXCEEDED', `${count} rows are more than the ${maxRows} that one file holds`, {
      hint: 'Filter them: by severity, by registry, or only those that are open.',
    });
}

/** Vulnerabilities whose images are about a page together. */
function chunksOf(listed: readonly VulnerabilitySummary[]): VulnerabilitySummary[][] {
  const chunks: VulnerabilitySummary[][] = [];
  let room = 0;
  for (const row of listed) {
    if (room <= 0 || chunks.length === 0) {
      chunks.push([]);
      room = ROWS_A_PAGE;
    }
    chunks.at(-1)!.push(row);
    room -= row.images;
  }
  return chunks;
}

/** What the rows are limited to. @throws PlimsollError NOT_FOUND if there is no such connection */
async function wordsOf(choice: Choice, db: Database): Promise<string | undefined> {
  const { q, severity = [], fixable, exploited, epssAtLeast, openOnly, connection, repository, coverage, state } = choice;
  const words = [
    ...(q === undefined || q === '' ? [] : [`text "${q}"`]),
    ...(severity.length === 0 ? [] : [`severity ${severity.join(', ')}`]),
    ...(fixable === undefined ? [] : [fixable ? 'with a fix' : 'without a fix']),
    ...(exploited === undefined ? [] : [exploited ? 'exploited' : 'not known to be exploited']),
    ...(epssAtLeast === undefined ? [] : [`EPSS of at least ${epssAtLeast}`]),
    ...(openOnly === true ? ['without what is decided everywhere'] : []),
    ...(connection === undefined ? [] : [`registry ${(await getConnection(db, connection)).name}`]),
    ...(repository === undefined ? [] : [`repository ${repository}`]),
    ...(coverage === undefined ? [] : [`coverage ${coverage}`]),
    ...(state === undefined ? [] : [`state ${state}`]),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}
