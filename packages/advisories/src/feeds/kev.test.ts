import { expect, it } from 'vitest';
import { parseKev } from './kev.ts';

it('reads the catalogue', () => {
  const entry = {
    cveID: 'CVE-2026-1',
    vendorProject: 'x',
    dateAdded: '2026-01-02',
    dueDate: '2026-01-23',
    knownRansomwareCampaignUse: 'Known',
  };

  expect([
    ...parseKev(JSON.stringify({ vulnerabilities: [entry, { ...entry, cveID: 'CVE-2026-2', knownRansomwareCampaignUse: 'Unknown' }] })),
  ]).toEqual([
    ['CVE-2026-1', { dateAdded: '2026-01-02', dueDate: '2026-01-23', ransomware: true }],
    ['CVE-2026-2', { dateAdded: '2026-01-02', dueDate: '2026-01-23', ransomware: false }],
  ]);
});

it.each(['', '[]', '{"vulnerabilities":[{"cveID":1}]}'])('refuses %j', (text) => {
  expect(() => parseKev(text)).toThrow(expect.objectContaining({ code: 'FEED_INVALID' }) as Error);
});
