import type { DecidedFinding } from '../decided-finding.ts';
import type { FindingDecision } from '../document.ts';

const IMAGE = {
  uri: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web',
  digest: `sha256:${'1'.repeat(64)}`,
  platform: 'linux/amd64',
};
const LEFT_PAD = 'pkg:npm/left-pad@1.3.0';

function decided(id: number, decision: Partial<FindingDecision>, more: Partial<DecidedFinding> = {}): DecidedFinding {
  return {
    decision: {
      id,
      kind: 'accepted',
      reason: 'no input reaches it',
      author: 'ada@example.test',
      createdAt: '2026-11-01T00:00:00.000Z',
      ...decision,
    },
    vulnerability: 'CVE-2026-1',
    aliases: ['GHSA-1'],
    image: IMAGE,
    packages: [LEFT_PAD],
    ...more,
  };
}

const UNTIL_JANUARY = { expiresAt: '2027-01-30T00:00:00.000Z' };

/** One of each kind; the first in two images. */
export const DECIDED: readonly DecidedFinding[] = [
  decided(1, UNTIL_JANUARY),
  decided(1, UNTIL_JANUARY, { image: { ...IMAGE, digest: `sha256:${'2'.repeat(64)}`, platform: '' } }),
  decided(
    2,
    { kind: 'false-positive' },
    { vulnerability: 'CVE-2026-2', aliases: [], packages: ['pkg:deb/debian/zlib@1.2-1?arch=source', LEFT_PAD] },
  ),
  decided(3, { kind: 'not-affected', justification: 'vulnerable_code_not_in_execute_path' }, { vulnerability: 'CVE-2026-3' }),
  decided(4, { kind: 'not-affected', justification: 'vulnerable_code_cannot_be_controlled_by_adversary' }, { vulnerability: 'CVE-2026-4' }),
  decided(5, { kind: 'not-affected', justification: 'not_stated' }, { vulnerability: 'CVE-2026-5' }),
];
