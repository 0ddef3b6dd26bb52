import * as contract from '@plimsoll/contract';
import { listAudit } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syncConnection } from '../use-cases/sync-connection.ts';
import { call } from '../testing/call.ts';
import { appWith, push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const imageOf = (reference: string, repository = 'shop/web') => ({ connection: test.connection, repository, reference });
const ON_SHOP = { scope: { repositoryGlob: 'shop/w*' }, vulnerability: 'CVE-2026-1' };
const ACCEPTED = { ...ON_SHOP, kind: 'accepted', reason: 'no input reaches it', expiresAt: '2099-01-01T00:00:00.000Z' };
let id = 0;

it('shows what a decision would hide', async () => {
  expect(await call(test, contract.previewDecision, { body: ON_SHOP, as: 'editor' })).toEqual({
    findings: 1,
    images: 1,
    tags: 1,
    repositories: 1,
    alreadyDecided: 0,
  });
  expect(await call(test, contract.previewDecision, { body: { scope: {}, packagePattern: 'l*' } })).toMatchObject({
    findings: 2,
    repositories: 2,
  });
});

it('lets an editor decide and nobody below', async () => {
  await expect(call(test, contract.createDecision, { body: ACCEPTED, as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.previewDecision, { body: ON_SHOP, as: 'viewer' })).rejects.toThrow('403');

  const decision = await call(test, contract.createDecision, { body: ACCEPTED, as: 'editor' });

  id = decision.id;
  expect(decision).toMatchObject({
    kind: 'accepted',
    scope: { repositoryGlob: 'shop/w*' },
    vulnerability: 'CVE-2026-1',
    author: 'editor@example.test',
    state: 'open',
    expiresAt: '2099-01-01T00:00:00.000Z',
    hides: { findings: 1, images: 1 },
  });
  expect(test.bench.events.at(-1)).toEqual({ type: 'decisions' });
});

it('refuses what makes no decision', async () => {
  await expect(call(test, contract.createDecision, { body: { ...ACCEPTED, reason: ' ' } })).rejects.toThrow('400');
  await expect(call(test, contract.createDecision, { body: { ...ACCEPTED, kind: 'not-affected' } })).rejects.toThrow('justification');
  await expect(call(test, contract.createDecision, { body: { scope: {}, kind: 'accepted', reason: 'all of it' } })).rejects.toThrow(
    'names a vulnerability',
  );
  await expect(call(test, contract.createDecision, { body: { ...ACCEPTED, expiresAt: '2020-01-01T00:00:00.000Z' } })).rejects.toThrow(
    'over already',
  );
  await expect(call(test, contract.createDecision, { body: { ...ACCEPTED, vulnerability: 'CVE-1999-1' } })).rejects.toThrow('400');
});

it('shows the finding as decided, and counts it apart', async () => {
  const all = await call(test, contract.listFindings, { params: imageOf('1'), as: 'viewer' });
  const open = await call(test, contract.listFindings, { params: imageOf('1'), query: { decided: 'open' } });
  const decided = await call(test, contract.listFindings, { params: imageOf('1'), query: { decided: 'decided' } });

  expect(all.rows).toMatchObject([{ vulnerability: 'CVE-2026-1', decision: { id, kind: 'accepted', reason: 'no input reaches it' } }]);
  expect([all.total, open.total, decided.total]).toEqual([1, 0, 1]);
  expect(await call(test, contract.getImage, { params: imageOf('1') })).toMatchObject({
    counts: { high: 1 },
    decided: { high: 1, fixable: 1 },
  });
  expect(await call(test, contract.getFinding, { params: { ...imageOf('1'), vulnerability: 'CVE-2026-1' } })).toMatchObject({
    decision: { id },
  });
  expect(await call(test, contract.getImage, { params: imageOf('1', 'shop/base') })).toMatchObject({
    counts: { high: 1 },
    decided: { high: 0 },
  });
  expect((await call(test, contract.listVulnerabilities)).rows).toMatchObject([{ id: 'CVE-2026-1', images: 2, decidedImages: 1 }]);
  const { rows } = await call(test, contract.listVulnerabilityImages, { params: { vulnerability: 'CVE-2026-1' } });
  expect(Object.fromEntries(rows.map(({ repository, decidedPackages }) => [repository, decidedPackages]))).toEqual({
    'shop/base': 0,
    'shop/web': 1,
  });
});

it('follows the problem to a tag that is pushed later', async () => {
  await push(test.emulator, 'shop/web', '2', appWith({ left: '1.0.0', middle: '1.0.0' }));
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();

  const { rows } = await call(test, contract.listFindings, { params: imageOf('2') });
  expect(rows).toMatchObject([{ vulnerability: 'CVE-2026-1', decision: { id } }]);
  expect(await call(test, contract.getDecision, { params: { decision: id } })).toMatchObject({ hides: { findings: 2, images: 2 } });
});

it('says the decisions to other scanners', async () => {
  const openvex = await call(test, contract.exportVex, { as: 'viewer' });
  const cyclonedx = await call(test, contract.exportVex, { query: { format: 'cyclonedx' } });

  expect(openvex).toMatchObject({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    statements: [{ vulnerability: { name: 'CVE-2026-1' }, status: 'affected', products: [{}, {}] }],
  });
  expect(cyclonedx).toMatchObject({ bomFormat: 'CycloneDX', vulnerabilities: [{ id: 'CVE-2026-1', analysis: { state: 'exploitable' } }] });
});

it('is ended with a reason, and everything is open again', async () => {
  await expect(call(test, contract.endDecision, { params: { decision: id }, body: {}, as: 'viewer' })).rejects.toThrow('403');

  const ended = await call(test, contract.endDecision, { params: { decision: id }, body: { reason: 'fixed now' }, as: 'editor' });

  expect(ended).toMatchObject({ state: 'ended', endedBy: 'editor@example.test', endedReason: 'fixed now', hides: { findings: 0 } });
  expect((await call(test, contract.listFindings, { params: imageOf('2'), query: { decided: 'open' } })).total).toBe(1);
  await expect(call(test, contract.endDecision, { params: { decision: id }, body: {} })).rejects.toThrow('409');
  await expect(call(test, contract.getDecision, { params: { decision: 999 } })).rejects.toThrow('404');
  const closed = await call(test, contract.listDecisions, { query: { state: 'closed' }, as: 'viewer' });
  expect([closed.total, (await call(test, contract.listDecisions, { query: { state: 'open' } })).total]).toEqual([1, 0]);
});

it('is in the audit: who, what and why', async () => {
  const entries = (await listAudit(test.bench.db)).filter(({ action }) => action.startsWith('decision.'));

  expect(entries).toMatchObject([
    { actor: 'editor@example.test', action: 'decision.end', detail: 'fixed now' },
    {
      actor: 'editor@example.test',
      action: 'decision.create',
      target: `decision ${id} on CVE-2026-1, repository shop/w*`,
      detail: 'accepted until 2099-01-01T00:00:00.000Z, hides 1 findings in 1 images: no input reaches it',
    },
  ]);
});

it('decides on several at once, and takes that back', async () => {
  const target = { scope: {}, vulnerabilities: ['CVE-2026-1'] };
  const body = { ...target, kind: 'not-affected', justification: 'inline_mitigations_already_exist', reason: 'the proxy filters it' };
  const open = async () => (await call(test, contract.listDecisions, { query: { state: 'open' } })).total;
  await expect(call(test, contract.previewDecisions, { body: target, as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.createDecisions, { body, as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.endDecisions, { body: { decisions: [id] }, as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.createDecisions, { body: { ...body, vulnerabilities: [] } })).rejects.toThrow('400');
  const tooMany = Array.from({ length: contract.MAX_BULK_DECISIONS + 1 }, (_, n) => `CVE-${n}`);
  await expect(call(test, contract.createDecisions, { body: { ...body, vulnerabilities: tooMany } })).rejects.toThrow('400');
  expect(await call(test, contract.previewDecisions, { body: target, as: 'editor' })).toEqual({
    hides: { findings: 3, images: 3 },
    decidedAlready: 0,
  });

  const { decisions } = await call(test, contract.createDecisions, { body, as: 'editor' });

  expect(await open()).toBe(1);
  expect((await call(test, contract.listFindings, { params: imageOf('2'), query: { decided: 'open' } })).total).toBe(0);
  expect(await call(test, contract.previewDecisions, { body: target })).toMatchObject({ decidedAlready: 1 });

  expect(await call(test, contract.endDecisions, { body: { decisions, reason: 'undone' }, as: 'editor' })).toEqual({ ended: decisions });

  expect(await open()).toBe(0);
  expect((await call(test, contract.listFindings, { params: imageOf('2'), query: { decided: 'open' } })).total).toBe(1);
  await expect(call(test, contract.endDecisions, { body: { decisions: [999] } })).rejects.toThrow('404');
});
