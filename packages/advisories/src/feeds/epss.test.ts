import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countEpss, type EpssScore, readEpss } from './epss.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'plimsoll-epss-'))));
afterEach(() => rm(dir, { recursive: true }));

const SAMPLE = join(import.meta.dirname, 'testdata', 'epss', 'scores.csv');
const HEAD = '#model_version:v2026.03.14,score_date:2026-09-01T12:55:00Z\ncve,epss,percentile\n';

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(dir, 'scores');
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array) {
  const scores: EpssScore[] = [];
  const file = await readEpss(await fileOf(content), (score) => scores.push(score));
  return { ...file, scores };
}

it('reads every score, and says how many lines are none and which is the first', async () => {
  const scores: EpssScore[] = [];

  const file = await readEpss(SAMPLE, (score) => scores.push(score));

  expect(file).toEqual({
    date: '2026-09-01',
    model: 'v2026.03.14',
    records: 5,
    malformed: 7,
    problems: [
      {
        code: 'MALFORMED_RECORD',
        message: 'epss: 7 lines are no scores and were left out, the first is line 3, "CVE-26-1,0.94358,0.99968"',
      },
    ],
  });
  expect(scores).toEqual([
    { cve: 'CVE-2026-0001', probability: 0.94358, percentile: 0.99968 },
    { cve: 'CVE-2026-0002', probability: 0.00043, percentile: 0.12345 },
    { cve: 'CVE-2026-0003', probability: 0.000012, percentile: 0.00001 },
    { cve: 'CVE-2026-0004', probability: 1, percentile: 1 },
    { cve: 'CVE-2026-0005', probability: 0, percentile: 0 },
  ]);
});

const LINES = 'CVE-2026-0001,0.5,0.9\r\nCVE-2026-0002,0.25,0.8';

it.each([
  ['plain', HEAD + LINES],
  ['gzip', gzipSync(HEAD + LINES)],
  ['in several gzip members', Buffer.concat([gzipSync(HEAD), gzipSync(LINES)])],
  ['with the ends of lines of Windows', (HEAD + LINES).replaceAll(/\r?\n/g, '\r\n')],
])('reads it %s', async (_, content) => {
  const { date, records, problems, scores } = await read(content);

  expect({ date, records, problems }).toEqual({ date: '2026-09-01', records: 2, problems: [] });
  expect(scores.at(-1)).toEqual({ cve: 'CVE-2026-0002', probability: 0.25, percentile: 0.8 });
});

it.each([
  ['2026-09-01T00:00:00+0000', '2026-09-01'],
  ['2026-09-01', '2026-09-01'],
])('takes the day from the first line (%s)', async (text, date) => {
  expect(await read(`#score_date:${text},model_version:v1\ncve,epss,percentile\n`)).toMatchObject({ date, model: 'v1' });
});

it('can do without a model', async () => {
  expect(await read('#score_date:2026-09-01\ncve,epss,percentile\n')).toMatchObject({ model: '' });
});

describe('refuses', () => {
  it.each([
    ['an empty file', ''],
    ['a page of a proxy', '<!doctype html>\n<title>Sign in</title>\n'],
    ['a file without its day', 'cve,epss,percentile\nCVE-2026-0001,0.5,0.9\n'],
    ['a day that is none', '#model_version:v1,score_date:2026-19-41\ncve,epss,percentile\n'],
    ['other columns', '#score_date:2026-09-01\ncve,percentile,epss\n'],
    ['a file that ends before the columns', '#score_date:2026-09-01\n'],
    ['an archive that was cut short', gzipSync(HEAD + LINES.repeat(100)).subarray(0, 60)],
    ['bytes that only begin like an archive', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4])],
    ['more lines than there are CVEs', gzipSync(HEAD + '\n'.repeat(3_000_000))],
    ['a bomb', gzipSync(Buffer.alloc(130 * 1024 * 1024, 'x'), { level: 1 })],
  ])('%s', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'FEED_INVALID' });
  });

  it.each([
    ['a file without a score', HEAD],
    ['a file of which one line in ten is none', `${HEAD}${'CVE-2026-0001,0.5,0.9\n'.repeat(8)}x\n`],
  ])('%s as a new copy', async (_, content) => {
    await expect(countEpss(await fileOf(content))).rejects.toMatchObject({ code: 'FEED_INVALID' });
  });
});

it('counts the scores of a copy that is good enough', async () => {
  expect(await countEpss(await fileOf(`${HEAD}${'CVE-2026-0001,0.5,0.9\n'.repeat(9)}x\n`))).toBe(9);
});

it('keeps no line that is too long, however long', async () => {
  const { records, malformed, problems } = await read(gzipSync(`${HEAD}${'9'.repeat(20_000_000)}\n${LINES}`));

  expect({ records, malformed }).toEqual({ records: 2, malformed: 1 });
  expect(problems[0]!.message.length).toBeLessThan(200);
});
