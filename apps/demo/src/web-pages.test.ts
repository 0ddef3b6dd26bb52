import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildWebPages } from './web-pages.ts';

let folder: string;
const never = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-demo-pages-'));
});

afterEach(() => rm(folder, { recursive: true }));

it.each`
  exitCode | isThere  | result
  ${0}     | ${true}  | ${'built'}
  ${1}     | ${true}  | ${'stale'}
  ${1}     | ${false} | ${'missing'}
`('are $result if the builder exits with $exitCode and pages are there: $isThere', async ({ exitCode, isThere, result }) => {
  const [builder, pages] = [join(folder, 'builder.ts'), join(folder, 'index.html')];
  await writeFile(builder, `process.exit(${exitCode});`);
  if (isThere) await writeFile(pages, '');

  expect(await buildWebPages(never, { builder, pages })).toBe(result);
});
