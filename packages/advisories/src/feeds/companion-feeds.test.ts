import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { companionFeeds } from './companion-feeds.ts';
import { EPSS_URL } from './epss.ts';
import { KEV_URL } from './kev.ts';
import { OSV_BUCKET } from './mirror.ts';

it('asks the publishers beside the public bucket, and nobody beside another address', async () => {
  expect(await companionFeeds(OSV_BUCKET)).toMatchObject({ kev: KEV_URL, epss: EPSS_URL });
  expect(await companionFeeds('http://127.0.0.1:1/osv')).toEqual({});
});

it('asks over https alone', async () => {
  for (const url of Object.values(await companionFeeds(OSV_BUCKET))) expect(url).toMatch(/^https:/);
});

it('takes what lies beside a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-feeds-'));
  try {
    expect(await companionFeeds(join(folder, 'osv'))).toEqual({});

    await mkdir(join(folder, 'kev'));
    await mkdir(join(folder, 'epss'));
    await mkdir(join(folder, 'endoflife'));
    await writeFile(join(folder, 'kev', 'known_exploited_vulnerabilities.json'), '{}');
    await writeFile(join(folder, 'epss', 'epss_scores-current.csv'), '');

    expect(await companionFeeds(join(folder, 'osv'))).toEqual({
      kev: join(folder, 'kev', 'known_exploited_vulnerabilities.json'),
      epss: join(folder, 'epss', 'epss_scores-current.csv'),
      endOfLife: join(folder, 'endoflife'),
    });
    await writeFile(join(folder, 'epss', 'epss_scores-current.csv.gz'), '');
    expect(await companionFeeds(join(folder, 'osv'))).toMatchObject({ epss: join(folder, 'epss', 'epss_scores-current.csv.gz') });
  } finally {
    await rm(folder, { recursive: true });
  }
});
