import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gitlab } from './gitlab.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'gitlab-container-scanning-15.2.4.schema.json';

const report = z.object({
  scan: z.object({ status: z.string(), messages: z.array(z.object({ value: z.string() })) }),
  vulnerabilities: z.array(
    z.object({
      id: z.uuid(),
      severity: z.string(),
      identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
      location: z.object({
        operating_system: z.string(),
        dependency: z.object({ package: z.object({ name: z.string() }), version: z.string() }),
      }),
    }),
  ),
});

it.each([
  ['findings', sampleScan],
  ['decided findings', { ...decidedScan, filter: 'severity low' }],
  ['nothing', cleanScan],
  ['an image without a system', { ...sampleScan, target: { ...sampleScan.target, os: null } }],
])('is valid with %s', (_, document) => {
  expect(schemaErrors(SCHEMA, gitlab.render(document, OPTIONS))).toEqual([]);
});

it('would not validate anything', () => {
  expect(schemaErrors(SCHEMA, gitlab.render(sampleScan, OPTIONS).replaceAll('"image"', '"picture"'))).not.toEqual([]);
});

describe('a scan', () => {
  const { scan, vulnerabilities } = report.parse(JSON.parse(gitlab.render(sampleScan, OPTIONS)));

  it('has the findings under their names, each with an id of its own', () => {
    expect(
      vulnerabilities.map(({ severity, identifiers }) => [severity, ...identifiers.map(({ type, value }) => `${type} ${value}`)]),
    ).toEqual([
      ['Critical', 'cve CVE-2026-0001', 'debian DEBIAN-CVE-2026-0001', 'dsa DSA-1-1'],
      ['High', 'cve CVE-2026-0002', 'ghsa GHSA-aaaa-bbbb-cccc'],
      ['Unknown', 'ghsa GHSA-dddd-eeee-ffff'],
    ]);
    expect(new Set(vulnerabilities.map(({ id }) => id)).size).toBe(3);
  });

  it('says where', () => {
    expect(vulnerabilities[0]?.location).toEqual({
      operating_system: 'debian:12',
      dependency: { package: { name: 'openssl' }, version: '3.0.20-1~deb12u2' },
    });
  });

  it('tells the problems', () => {
    expect(scan).toMatchObject({ status: 'success', messages: [{ value: expect.stringContaining('MALFORMED_FILE') as string }] });
  });
});

it('failed if nothing in the image can be judged', () => {
  const text = gitlab.render({ ...cleanScan, coverage: 'unsupported' }, OPTIONS);

  expect(report.parse(JSON.parse(text)).scan.status).toBe('failure');
});

it('refuses an inventory', () => {
  expect(() => gitlab.render(sampleInventory, OPTIONS)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('leaves out what was decided, and says how many and what the rest is limited to', () => {
  const { scan, vulnerabilities } = report.parse(JSON.parse(gitlab.render({ ...decidedScan, filter: 'severity low' }, OPTIONS)));

  expect(vulnerabilities).toEqual([]);
  expect(scan.messages.slice(1)).toMatchObject([
    { value: 'the findings are limited to severity low' },
    { value: '3 findings are left out: decided' },
  ]);
});
