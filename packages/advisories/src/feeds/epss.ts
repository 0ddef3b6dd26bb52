import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PlimsollError, type Problem } from '@plimsoll/model';

/** The publisher's own address of today's scores. `https://epss.cyentia.com/` leads here. */
export const EPSS_URL = 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz';

/** Some 300,000 lines of 30 bytes are what there is; ten times that is not what it should be. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
const MAX_LINES = 3_000_000;
const MAX_LINE_LENGTH = 200;
const HEADER = 'cve,epss,percentile';
const CVE = /^CVE-\d{4}-\d{1,19}$/;
const DECIMAL = /^(?:\d{1,3}(?:\.\d{0,30})?|\.\d{1,30})(?:e[-+]?\d{1,3})?$/i;

/** How probable it is that a CVE is exploited within 30 days, and which part of all CVEs is not more probable; both 0 to 1. */
export interface EpssScore {
  readonly cve: string;
  readonly probability: number;
  readonly percentile: number;
}

/** What a file of scores says of itself, and how much of it could be read. */
export interface EpssFile {
  /** The day that the scores are of, `2026-09-01`: as its first line says, whenever it was fetched. */
  readonly date: string;
  /** The model that made them, `v2026.03.14`; empty if it is not stated. */
  readonly model: string;
  /** Scores that could be read. */
  readonly records: number;
  readonly malformed: number;
  /** At most one: how many lines are no scores, and the first of them. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of scores as a stream, gzip or plain. A line that is no score is counted and left out.
 *
 * @param onScore is told every score, in the order of the file
 * @throws PlimsollError FEED_INVALID if it is no such file: without its day, with other columns, cut short, or larger than it can be
 * @see https://www.first.org/epss/data_stats
 */
export async function readEpss(path: string, onScore: (score: EpssScore) => void): Promise<EpssFile> {
  let edition: Pick<EpssFile, 'date' | 'model'> | undefined;
  let line = 0;
  let records = 0;
  let malformed = 0;
  let first = '';
  for await (const lines of linesOf(path)) {
    for (const text of lines) {
      line++;
      if (line === 1) edition = parseEdition(text);
      else if (line === 2) requireHeader(text);
      else if (line > MAX_LINES) throw invalid(`have more than ${MAX_LINES} lines`);
      else {
        const score = parseScore(text);
        if (score === undefined) {
          malformed++;
          if (malformed === 1) first = `line ${line}, ${JSON.stringify(text.slice(0, 80))}`;
        } else {
          records++;
          onScore(score);
        }
      }
    }
  }
  if (edition === undefined || line < 2) throw invalid('end before the first score');
  const message = `epss: ${malformed} lines are no scores and were left out, the first is ${first}`;
  return { ...edition, records, malformed, problems: malformed === 0 ? [] : [{ code: 'MALFORMED_RECORD', message }] };
}

/**
 * The number of scores in a file that may replace the last good one.
 *
 * @throws PlimsollError FEED_INVALID as `readEpss`, and if it holds none or one line in ten is no score
 */
export async function countEpss(path: string): Promise<number> {
  const { records, malformed, problems } = await readEpss(path, () => undefined);
  if (records === 0) throw invalid('hold no score');
  if (malformed > (records + malformed) / 10) throw invalid(`cannot be read: ${problems[0]?.message ?? ''}`);
  return records;
}

/** `#model_version:v2026.03.14,score_date:2026-09-01T12:55:00Z` */
function parseEdition(text: string): Pick<EpssFile, 'date' | 'model'> {
  const parts = text.startsWith('#') ? text.slice(1).split(',') : [];
  const valueOf = (name: string): string =>
    parts
      .find((part) => part.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const date = valueOf('score_date').slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw invalid(`do not say of which day they are: their first line is ${JSON.stringify(text.slice(0, 80))}`);
  return { date, model: valueOf('model_version').slice(0, 40) };
}

function requireHeader(text: string): void {
  if (text !== HEADER) throw invalid(`have the columns ${JSON.stringify(text.slice(0, 80))}, not ${HEADER}`);
}

/** `CVE-2026-1234,0.00043,0.12345` */
function parseScore(text: string): EpssScore | undefined {
  if (text.length > MAX_LINE_LENGTH) return undefined;
  const [cve = '', probability = '', percentile = '', ...more] = text.split(',');
  if (more.length > 0 || !CVE.test(cve) || !DECIMAL.test(probability) || !DECIMAL.test(percentile)) return undefined;
  const score = { cve, probability: Number(probability), percentile: Number(percentile) };
  return score.probability <= 1 && score.percentile <= 1 ? score : undefined;
}

/** The lines of a file without their ends, in batches of as many as came at once; the last one counts unless it is empty. */
async function* linesOf(path: string): AsyncGenerator<string[], void> {
  let rest = '';
  for await (const chunk of unpack(path)) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    // What is too long is no score, however long it is: no more of it than shows that is kept.
    if (rest.length > MAX_LINE_LENGTH) rest = rest.slice(0, MAX_LINE_LENGTH + 1);
    yield lines.map(withoutReturn);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

async function* unpack(path: string): AsyncGenerator<Buffer, void> {
  let size = 0;
  try {
    for await (const chunk of await openUnpacked(path)) {
      size += (chunk as Buffer).byteLength;
      if (size > MAX_UNPACKED_BYTES) throw invalid(`unpack to more than ${MAX_UNPACKED_BYTES} bytes`);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw invalid('cannot be unpacked', error);
    throw error;
  }
}

/** Gzip is told by its first bytes: some servers unpack what they send. */
async function openUnpacked(path: string): Promise<Readable> {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
  const packed = createReadStream(path);
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return packed;
  // Whoever reads the end of it is told of every failure.
  return pipeline(packed, createGunzip(), () => undefined);
}

function invalid(what: string, cause?: unknown): PlimsollError {
  return new PlimsollError('FEED_INVALID', `the EPSS scores ${what}`, { cause });
}
