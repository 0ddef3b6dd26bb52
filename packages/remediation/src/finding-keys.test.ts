import { expect, it } from 'vitest';
import { deltaOf, keyOf, openFindings } from './finding-keys.ts';
import { severityRisk } from './risk.ts';
import { inventory, layer, matchBy, npm, npmSet } from './testing/inventories.ts';

const match = matchBy([
  { id: 'CVE-1', name: 'left', fixed: '1.1.0', severity: 'low' },
  { id: 'CVE-2', name: 'left', severity: 'critical' },
  { id: 'CVE-3', name: 'right', severity: 'high' },
]);

function findingsOf(...members: Parameters<typeof npmSet>[1][]): ReturnType<typeof openFindings> {
  return openFindings(match(inventory([layer(1)], npmSet(0, ...members))));
}

it('names a finding by its vulnerability and the package URL of its subject', () => {
  const [link] = findingsOf(npm('right', '1.0.0')).values();

  expect(keyOf(link!)).toEqual({ id: 'CVE-3', purl: 'pkg:npm/right@1.0.0' });
});

it('counts a subject once, however many sets hold it', () => {
  const twice = openFindings(match(inventory([layer(1), layer(2)], npmSet(0, npm('right', '1.0.0')), npmSet(1, npm('right', '1.0.0')))));

  expect(twice.size).toBe(1);
});

it('says what an edit removes, leaves and adds, worst first', () => {
  const delta = deltaOf(findingsOf(npm('left', '1.0.0')), findingsOf(npm('left', '1.1.0'), npm('right', '1.0.0')), severityRisk);

  expect(delta).toMatchObject({
    removes: [
      { id: 'CVE-2', purl: 'pkg:npm/left@1.0.0' },
      { id: 'CVE-1', purl: 'pkg:npm/left@1.0.0' },
    ],
    remaining: 0,
    unfixable: 0,
    adds: [
      { id: 'CVE-2', purl: 'pkg:npm/left@1.1.0' },
      { id: 'CVE-3', purl: 'pkg:npm/right@1.0.0' },
    ],
  });
  expect(delta.riskRemoved).toBe(severityRisk({ severity: 'low' }) - severityRisk({ severity: 'high' }));
});

it('counts what stays without a fix', () => {
  const same = findingsOf(npm('left', '1.0.0'));

  expect(deltaOf(same, same, severityRisk)).toEqual({ removes: [], remaining: 2, unfixable: 1, adds: [], riskRemoved: 0 });
});
