import * as contract from '@plimsoll/contract';
import { formats, listFormats, ScanDocument } from '@plimsoll/reports';
import { reportErrors } from '@plimsoll/reports/testing';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { ADMIN, npmRecord } from '../testing/workbench.ts';
import { disconnectConnection } from '../use-cases/connections.ts';
import { reportImage } from '../use-cases/image-report.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';
import { updateAdvisories } from '../use-cases/update-advisories.ts';

let test: Awaited<ReturnType<typeof filledApp>>;

const manifest = (name: string) => ({
  [`srv/node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', license: 'MIT' }),
});
const rated = (number: number, name: string, severity: string, fixed?: string) => ({
  ...npmRecord(number, name, fixed),
  database_specific: { severity },
});

/** Two layers, three findings: one critical, one high with a fix, one low whose risk somebody accepted. */
const shop = buildImage({
  layers: [
    { files: { ...manifest('left'), ...manifest('middle') }, instruction: 'COPY one /srv' },
    { files: manifest('right'), instruction: 'COPY two /srv' },
  ],
});
const records = [npmRecord(1, 'left', '2.0.0'), rated(2, 'middle', 'LOW'), rated(3, 'right', 'CRITICAL')];

beforeAll(async () => {
  test = await filledApp();
  await test.bench.publish(records);
  await updateAdvisories(test.bench.deps);
  await test.bench.drain();
  await push(test.emulator, 'team/shop', '1.4.0', shop);
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();
  const body = { scope: {}, vulnerability: 'CVE-2026-2', kind: 'accepted', reason: 'no input reaches it' };
  await call(test, contract.createDecision, { body });
});
afterAll(() => test.close());

async function get(path: string): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { statusCode, headers, body } = await test.app.inject({ url: path, headers: test.as('viewer') });
  return { status: statusCode, headers, text: body };
}

const report = (query: string, image = 'team%2Fshop/1.4.0') => get(`/api/images/${test.connection}/${image}/report?${query}`);

async function documentOf(query = '', image?: string): Promise<ScanDocument> {
  const { text } = await report(`format=json&${query}`, image);
  return ScanDocument.parse(JSON.parse(text));
}

const idsOf = ({ findings }: ScanDocument): string[] => findings.map(({ id }) => id);

describe('the report of an image', () => {
  it('can be every format that there is, under its media type', () => {
    expect(contract.IMAGE_REPORTS).toEqual(Object.fromEntries(formats.map(({ id, mediaType }) => [id, mediaType])));
  });

  it.each(formats)('is a valid file as $id', async ({ id, mediaType, extension }) => {
    const { status, headers, text } = await report(`format=${id}`);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(mediaType);
    expect(headers['content-disposition']).toBe(`attachment; filename="team-shop_1.4.0.${extension}"`);
    expect(await reportErrors(id, text)).toEqual([]);
    expect(text).toContain('CVE-2026-3');
  });

  it('says what was found where, and what was decided', async () => {
    const document = await documentOf();

    expect(document.target).toEqual({
      name: expect.stringMatching(/\/team\/shop:1\.4\.0$/) as string,
      digest: shop.manifest.digest,
      platform: 'linux/amd64',
      os: null,
    });
    expect(document).toMatchObject({ coverage: 'complete', problems: [], notAffected: [] });
    expect(document).not.toHaveProperty('filter');
    expect(document.packages.map(({ purl }) => purl)).toEqual(['left', 'middle', 'right'].map((name) => `pkg:npm/${name}@1.0.0`));
    expect(document.findings).toMatchObject([
      { id: 'CVE-2026-3', severity: 'critical', layer: { instruction: 'COPY two /srv' }, evidence: [{ advisory: 'GHSA-3' }] },
      { id: 'CVE-2026-1', aliases: ['GHSA-1'], fixedVersions: ['2.0.0'], path: 'srv/node_modules/left/package.json' },
      { id: 'CVE-2026-2', decision: { kind: 'accepted', reason: 'no input reaches it', author: 'admin@example.test' } },
    ]);
    expect(document.findings.filter(({ decision }) => decision !== undefined)).toHaveLength(1);
  });

  it.each`
    query                           | ids                             | filter
    ${'severity=critical'}          | ${['CVE-2026-3']}               | ${'severity critical'}
    ${'severity=critical,low'}      | ${['CVE-2026-3', 'CVE-2026-2']} | ${'severity critical, low'}
    ${'fixable=true'}               | ${['CVE-2026-1']}               | ${'with a fix'}
    ${'exploited=true'}             | ${[]}                           | ${'exploited'}
    ${'layer=1'}                    | ${['CVE-2026-3']}               | ${'layer 2'}
    ${'decided=open'}               | ${['CVE-2026-3', 'CVE-2026-1']} | ${'open'}
    ${'decided=decided'}            | ${['CVE-2026-2']}               | ${'decided'}
    ${'q=middle'}                   | ${['CVE-2026-2']}               | ${'text "middle"'}
    ${'ecosystem=npm&fixable=true'} | ${['CVE-2026-1']}               | ${'with a fix; ecosystem npm'}
  `('has only the findings of $query, and says so', async ({ query, ids, filter }) => {
    const document = await documentOf(query);

    expect(idsOf(document)).toEqual(ids);
    expect(document.filter).toBe(filter);
    expect(document.packages).toHaveLength(3);
  });

  it('does not claim that an image is clean where a filter leaves nothing', async () => {
    expect((await report('format=html&exploited=true')).text).not.toContain('No known vulnerabilities');
    expect((await report('format=junit&exploited=true')).text).toContain('only this was asked for: exploited');
  });

  it('is of the platform that is asked for, or of a digest', async () => {
    const arm = await report('format=json&platform=linux/arm64', 'shop%2Fbase/1');

    expect(arm.headers['content-disposition']).toBe('attachment; filename="shop-base_1_linux-arm64.json"');
    expect(ScanDocument.parse(JSON.parse(arm.text)).target.platform).toBe('linux/arm64');
    const { digest } = shop.manifest;
    expect((await documentOf('', `team%2Fshop/${digest}`)).target.name).toMatch(new RegExp(`/team/shop@${digest}$`));
  });

  it.each`
    query                                | image                   | status | code
    ${'format=word'}                     | ${'team%2Fshop/1.4.0'}  | ${400} | ${'INVALID_INPUT'}
    ${''}                                | ${'team%2Fshop/1.4.0'}  | ${400} | ${'INVALID_INPUT'}
    ${'format=json'}                     | ${'team%2Fshop/absent'} | ${404} | ${'IMAGE_NOT_FOUND'}
    ${'format=json&platform=plan9/mips'} | ${'shop%2Fbase/1'}      | ${404} | ${'PLATFORM_NOT_FOUND'}
    ${'format=json&origin=base'}         | ${'team%2Fshop/1.4.0'}  | ${400} | ${'INVALID_INPUT'}
  `('is $status for "$query" of $image', async ({ query, image, status, code }) => {
    const answer = await report(query, image);

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
    expect(answer.headers).not.toHaveProperty('content-disposition');
  });
});

it('refuses an image with more findings than one report holds, and says what to do', async () => {
  const address = { connection: test.connection, repository: 'team/shop', reference: '1.4.0', format: 'json' };

  await expect(reportImage(address, { decided: 'all' }, test.bench.db, 2)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect((await reportImage(address, { decided: 'open' }, test.bench.db, 2)).text).toContain('CVE-2026-1');
});

describe('the report of vulnerabilities', () => {
  it('can be every format that lists have', () => {
    expect(contract.LIST_REPORTS).toEqual(Object.fromEntries(listFormats.map(({ id, mediaType }) => [id, mediaType])));
  });

  it.each(listFormats)('is a file as $id', async ({ id, mediaType, extension }) => {
    const { status, headers, text } = await get(`/api/vulnerabilities/report?format=${id}`);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(mediaType);
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="plimsoll-vulnerabilities_\\d{4}-\\d\\d-\\d\\d\\.${extension}"$`),
    );
    expect(text).toContain('CVE-2026-3');
  });

  it('has the rows of the list, with its filters', async () => {
    const rows = async (query: string): Promise<object[]> => {
      const { text } = await get(`/api/vulnerabilities/report?format=json&${query}`);
      return (JSON.parse(text) as { rows: object[] }).rows;
    };
    const { rows: listed } = await call(test, contract.listVulnerabilities);

    expect(await rows('')).toMatchObject(listed.map(({ id, images, severity }) => ({ id, images, severity })));
    expect(await rows('severity=critical')).toMatchObject([{ id: 'CVE-2026-3', images: 2, cvss: null }]);
    expect(await rows('openOnly=true')).toHaveLength(listed.length - 1);
    expect(await rows(`connection=${test.connection}&q=nothing`)).toEqual([]);
  });

  it('has a row for each image, if that is asked for', async () => {
    const { headers, text } = await get('/api/vulnerabilities/report?format=csv&group=image&q=left');

    expect(headers['content-disposition']).toContain('plimsoll-vulnerabilities-by-image_');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^"vulnerability","severity","cvss","exploited","epss","registry","repository","tags"/);
    expect(lines.slice(1).map((line) => line.split(',').slice(5, 8).join())).toEqual([
      expect.stringContaining('"shop/'),
      expect.stringContaining('"shop/'),
      '"Production","team/shop","1.4.0"',
    ]);
  });

  it('says which registry there is not', async () => {
    expect(await get('/api/vulnerabilities/report?format=csv&connection=999')).toMatchObject({ status: 404 });
  });
});

describe('the report of images', () => {
  it('has the rows of their list, with counts and filters', async () => {
    const { text } = await get('/api/images/report?format=json&repository=team/shop');

    expect(JSON.parse(text)).toMatchObject({
      list: 'Images',
      filter: 'repository team/shop',
      rows: [{ registry: 'Production', tag: '1.4.0', critical: 1, high: 1, low: 1, fixable: 1, coverage: 'complete', frozenAt: null }],
    });
    expect((await get('/api/images/report?format=csv')).text.trimEnd().split('\r\n')).toHaveLength(1 + 3);
    expect((await get('/api/images/report?format=csv&severity=critical')).text.trimEnd().split('\r\n')).toHaveLength(1 + 2);
  });
});

it('says that an image is not read yet', async () => {
  await push(test.emulator, 'team/new', '1', shop);
  await syncConnection(test.connection, test.bench.deps);

  const { status, text } = await report('format=json', 'team%2Fnew/1');

  expect([status, text]).toEqual([404, expect.stringContaining('the image has not been read yet')]);
  await test.bench.drain();
});

it('describes the media types of downloads', async () => {
  const { paths } = (await test.app.inject('/api/openapi.json')).json<{
    paths: Record<string, { get?: { responses: { 200: { content: object } } } }>;
  }>();

  const { content } = paths['/api/images/{connection}/{repository}/{reference}/report']!.get!.responses[200];
  expect(Object.keys(content)).toEqual(contract.getImageReport.mediaTypes);
});

describe('of a frozen connection', () => {
  it('the report is of the time of disconnecting', async () => {
    const before = await documentOf();
    await disconnectConnection(test.connection, ADMIN, test.bench.deps);
    await test.bench.publish([...records, rated(4, 'left', 'CRITICAL')]);
    await updateAdvisories(test.bench.deps);
    await test.bench.drain();

    expect(await documentOf()).toEqual(before);
  });

  it('is refused if its layers are not kept any more', async () => {
    await test.bench.db.query('delete from layer_cache');

    const { status, text } = await report('format=json');

    expect([status, text]).toEqual([404, expect.stringContaining('not kept any more')]);
  });
});
