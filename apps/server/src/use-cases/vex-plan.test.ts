import type { VexStatement } from '@plimsoll/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledApp } from '../testing/test-app.ts';
import { planVex } from './vex-plan.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
let digests: Record<string, string>;
let uri: string;
beforeAll(async () => {
  test = await filledApp();
  const { rows } = await test.bench.db.query<{ name: string; digest: string; uri: string }>(
    `select r.name, 'sha256:' || encode(i.digest, 'hex') as digest, r.uri from tag t join image i on i.id = t.image_id join repository r on r.id = t.repository_id`,
  );
  digests = Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  uri = rows.find(({ name }) => name === 'shop/web')!.uri;
});
afterAll(() => test.close());

const say = (ids: readonly string[], more: Partial<VexStatement> = {}, subcomponents: readonly string[] = []): VexStatement => ({
  vulnerabilities: ['CVE-2026-1'],
  status: 'not_affected',
  products: [{ ids, subcomponents }],
  justification: 'vulnerable_code_not_in_execute_path',
  reason: 'never called',
  author: 'Example Inc.',
  file: 'vex.json',
  place: 'statements[0]',
  timestamp: '',
  ...more,
});
const plan = (statements: readonly VexStatement[], scope = {}) => planVex({ statements }, scope, test.bench.db);
const targets = async (statement: VexStatement, scope = {}) => (await plan([statement], scope)).map(({ decision }) => decision?.target);
const npm = (more = {}) => ({ vulnerability: 'CVE-2026-1', packagePattern: 'left', packageBuild: { ecosystem: 'npm', ...more } });

describe('a statement becomes', () => {
  it('a decision on every version, if it names none', async () => {
    expect(await plan([say(['pkg:npm/left'])])).toMatchObject([
      {
        outcome: 'decision',
        decision: { target: { scope: {}, ...npm() }, justification: 'vulnerable_code_not_in_execute_path', reason: 'never called' },
      },
    ]);
  });

  it('a decision on the version that it names, under any name of the vulnerability', async () => {
    expect(await targets(say(['pkg:npm/left@1.5.0'], { vulnerabilities: ['ghsa-1'] }))).toEqual([
      { scope: {}, ...npm({ version: '1.5.0' }) },
    ]);
  });

  it('a decision on an image by its digest, on an index too', async () => {
    const scope = { connection: test.connection, repositoryGlob: 'shop/base', image: digests['shop/base'] };
    expect(await targets(say([`pkg:oci/base@${digests['shop/base']}`]))).toEqual([{ scope, vulnerability: 'CVE-2026-1' }]);
  });

  it('a decision on the part of an image that it names, under a tag', async () => {
    const scope = { connection: test.connection, repositoryGlob: 'shop/web' };
    expect(await targets(say([`pkg:oci/web?repository_url=${uri}&tag=1`], {}, ['pkg:npm/left@1.0.0']))).toEqual([
      { scope: { ...scope, tagGlob: '1' }, ...npm({ version: '1.0.0' }) },
    ]);
    expect(await targets(say([`${uri}:1`]), { tagGlob: '*' })).toEqual([
      { scope: { ...scope, tagGlob: '1' }, vulnerability: 'CVE-2026-1' },
    ]);
  });

  it('a decision within the scope that was chosen, or none', async () => {
    const narrow = { connection: test.connection, repositoryGlob: 'shop/w*', tagGlob: '1' };
    expect(await targets(say(['pkg:npm/left']), narrow)).toEqual([{ scope: narrow, ...npm() }]);
    expect(await targets(say([digests['shop/web']!]), narrow)).toMatchObject([{ scope: { repositoryGlob: 'shop/web', tagGlob: '1' } }]);
    expect(await targets(say([digests['shop/base']!]), narrow)).toEqual([undefined]);
    expect(await targets(say([`${uri}:2`]), narrow)).toEqual([undefined]);
  });

  it('what the command line makes of it: what is fixed has no vulnerable code', async () => {
    const [row] = await plan([say(['pkg:npm/left@1.0.0'], { status: 'fixed', reason: '' })]);

    expect(row?.decision).toMatchObject({ justification: 'vulnerable_code_not_present', reason: 'Fixed' });
  });
});

it.each([
  ['it leaves the vulnerability standing', () => say(['pkg:npm/left'], { status: 'affected' })],
  ['no image has CVE-2026-9', () => say(['pkg:npm/left'], { vulnerabilities: ['CVE-2026-9'] })],
  ['nothing that has CVE-2026-1 is pkg:npm/left@9', () => say(['pkg:npm/left@9'])],
  ['nothing that has CVE-2026-1 is pkg:pypi/left', () => say(['pkg:pypi/left'])],
  ['source packages', () => say(['pkg:deb/debian/left'])],
  ['no image of the scope is sha256:', () => say([`sha256:${'0'.repeat(64)}`])],
  ['no image of the scope is x/shop/web:1', () => say(['x/shop/web:1'])],
  ['neither packages nor images', () => say(['urn:uuid:7'], {}, ['pkg:npm/left'])],
])('is not imported, and says why: %s', async (because, statement) => {
  const rows = await plan([statement()]);

  expect(rows).toMatchObject([{ because: expect.stringContaining(because) as string }]);
  expect(rows[0]).not.toHaveProperty('decision');
});

it('never hides what a later statement leaves standing', async () => {
  const rows = await plan([
    say(['pkg:npm/left@1.0.0'], { place: 'a', status: 'under_investigation', timestamp: '2026-02-01T00:00:00Z' }),
    say(['pkg:npm/left'], { place: 'b', timestamp: '2026-01-01T00:00:00Z' }),
    say(['pkg:npm/left@1.5.0'], { place: 'c', timestamp: '2026-01-01T00:00:00Z' }),
  ]);

  expect(rows.map(({ statement, outcome }) => [statement.place, outcome])).toEqual([
    ['a', 'nothing'],
    ['b', 'not-imported'],
    ['c', 'decision'],
  ]);
});

it('takes the last of those that say the same', async () => {
  const [first, second] = await plan([say(['pkg:npm/left'], { place: 'a' }), say(['pkg:npm/left'], { place: 'b', reason: 'as before' })]);

  expect(first).toMatchObject({ outcome: 'not-imported', because: expect.stringContaining('b says the same') as string });
  expect(second?.decision?.reason).toBe('as before');
});

it('refuses more than it can look at', async () => {
  await expect(plan(Array.from({ length: 5001 }, () => say(['pkg:npm/left'])))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  const ids = Array.from({ length: 400 }, (_, index) => `pkg:npm/left@${index}`);
  await expect(plan([say(ids, {}, ids.slice(0, 251))])).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});
