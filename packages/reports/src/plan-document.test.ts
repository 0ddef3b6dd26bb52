import { describe, expect, it } from 'vitest';
import { PlanDocument, planTable, type PlanTexts } from './plan-document.ts';

const CVE = { id: 'CVE-1', purl: 'pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12' };

const document: PlanDocument = {
  schemaVersion: 1,
  target: { name: 'oci:images:shop/web:1', digest: `sha256:${'a'.repeat(64)}`, platform: 'linux/amd64', os: null },
  base: {
    name: 'nginx:1',
    digest: `sha256:${'b'.repeat(64)}`,
    outdated: true,
    reasons: ['a newer tag of the same line exists: nginx:2'],
    candidates: [{ name: 'nginx:2', digest: `sha256:${'c'.repeat(64)}`, removes: [CVE], remaining: 3, adds: [] }],
  },
  plans: [
    {
      title: 'Move to nginx:2',
      edits: [{ kind: 'base-image', file: 'Dockerfile', before: 'FROM nginx:1', after: 'FROM nginx:2' }],
      removes: [CVE],
      remaining: 3,
      unfixable: 2,
      adds: [],
    },
    {
      title: 'Pin left to 1.2.0',
      edits: [{ kind: 'override', before: '', after: '"overrides": { "left": "1.2.0" }' }],
      removes: [],
      remaining: 4,
      unfixable: 2,
      adds: [],
    },
  ],
  configuration: [{ id: 'CIS-4.1', severity: 'medium', layer: { digest: '', instruction: '' }, message: 'The image runs as root' }],
};

const texts: PlanTexts[] = [
  { limits: ['Not tried.'], dockerfileDiff: '-FROM nginx:1\n+FROM nginx:2\n', shell: ['sed -i x Dockerfile'] },
  { limits: [], dockerfileDiff: '', shell: [] },
];

const options = { color: false, columns: 120, now: new Date(0) };

describe('the document', () => {
  it('is what it says', () => {
    expect(PlanDocument.parse(document)).toEqual(document);
    expect(PlanDocument.parse({ ...document, base: null }).base).toBeNull();
  });

  it.each([
    ['a member that is not in the contract', { extra: 1 }],
    ['a plan without an edit', { plans: [{ ...document.plans[0], edits: [] }] }],
    ['an edit of another kind', { plans: [{ ...document.plans[0], edits: [{ kind: 'magic', before: '', after: '' }] }] }],
    ['half a count', { plans: [{ ...document.plans[0], remaining: 1.5 }] }],
  ])('refuses %s', (_, change) => {
    expect(PlanDocument.safeParse({ ...document, ...change }).success).toBe(false);
  });
});

describe('for people', () => {
  it('shows the base, the plans, one of them in full, and what is wrong with the configuration', () => {
    expect(planTable(document, texts, 0, options)).toBe(`oci:images:shop/web:1

Built on nginx:1, which is outdated:
  - a newer tag of the same line exists: nginx:2
  nginx:2: removes 1, leaves 3, adds 0

2 plans, most risk removed per edit first:

#  REMOVES  LEAVES  NO FIX  ADDS  EDITS  PLAN
1  1        3       2       0     1      Move to nginx:2
2  0        4       2       0     1      Pin left to 1.2.0

Plan 1: Move to nginx:2

  Dockerfile: FROM nginx:1 -> FROM nginx:2

  -FROM nginx:1
  +FROM nginx:2

In a shell:
  sed -i x Dockerfile

What is not known:
  - Not tried.

1 configuration issue:
  medium  CIS-4.1  The image runs as root
`);
  });

  it('says that it knows no base and no edit, and where to get one', () => {
    const table = planTable({ ...document, base: null, plans: [], configuration: [] }, [], 0, options);

    expect(table).toContain('--registry');
    expect(table).toContain('No edit is known that would remove a vulnerability.');
  });

  it('says that a base is not outdated by saying no more of it', () => {
    const base = { ...document.base!, outdated: false, reasons: [], candidates: [] };

    expect(planTable({ ...document, base }, texts, 1, options)).toContain('\nBuilt on nginx:1.\n');
  });

  it('lets no name move the cursor', () => {
    const evil = { ...document.plans[0]!, title: '\u001b[2J' };

    expect(planTable({ ...document, plans: [evil] }, texts, 0, options)).not.toContain('\u001b');
  });
});
