import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDemo } from './demo.ts';
import { sampleImages } from './images/catalogue.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-demo-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('scans every sample image, and again in a folder that was kept', { timeout: 180_000 }, async () => {
  const steps: string[] = [];
  const options = {
    port: 0,
    dataDir: folder,
    signal: new AbortController().signal,
    report: (step: string, text: string) => void steps.push(`${step} ${text}`),
  };

  const first = await startDemo(options);
  await first.close();
  const second = await startDemo(options);
  const page = await fetch(`${second.url}/healthz`);
  await second.close();

  expect(page.status).toBe(200);
  expect(first.images).toHaveLength(sampleImages.length);
  expect([first.vulnerabilities, first.exploited]).toEqual([62, 4]);
  expect(first.images.find(({ tag }) => tag === '1.4.0')).toMatchObject({
    coverage: 'complete',
    counts: { critical: 3, high: 11, medium: 15, low: 2, negligible: 2, unknown: 0, fixable: 27 },
  });
  const told = (images: typeof first.images) =>
    images.map(({ repository, tag, digest, state, coverage, counts }) => ({ repository, tag, digest, state, coverage, counts }));
  expect(told(second.images)).toEqual(told(first.images));
  expect(steps.filter((step) => step.startsWith('connected'))).toEqual([
    expect.stringContaining('with five permissions'),
    expect.stringContaining('with the saved five permissions'),
  ]);
});
