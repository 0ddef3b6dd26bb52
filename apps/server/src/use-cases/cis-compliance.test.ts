import * as contract from '@plimsoll/contract';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { syncConnection } from './sync-connection.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => {
  test = await filledApp();
  const files = { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '2.0.0' }) };
  await push(test.emulator, 'shop/web', '2', buildImage({ config: { User: 'app' }, layers: [{ files }] }));
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();
});
afterAll(() => test.close());

const report = async (query = {}) =>
  new Map((await call(test, contract.getCisCompliance, { as: 'viewer', query })).sections.map((section) => [section.section, section]));

it('counts every image of the fleet under each section, and names those that fail', async () => {
  const sections = await report();

  expect([...sections.keys()]).toEqual(Array.from({ length: 12 }, (_, index) => `4.${index + 1}`));
  expect(sections.get('4.1')).toMatchObject({
    counts: { pass: 1, violation: 3, unknown: 0 },
    failing: [{ repository: 'shop/base' }, { repository: 'shop/base' }, { repository: 'shop/web', tags: ['1'] }],
  });
  expect(sections.get('4.10')).toMatchObject({ counts: { pass: 4, violation: 0, unknown: 0 }, failing: [] });
});

it('says which sections no image can answer, and never calls them passed', async () => {
  const unanswered = [...(await report()).values()].filter(({ counts }) => counts === null);

  expect(unanswered.map(({ section }) => section)).toEqual(['4.2', '4.3', '4.4', '4.5', '4.11', '4.12']);
  expect(unanswered.every(({ remark, failing }) => (remark ?? '').length > 20 && failing.length === 0)).toBe(true);
});

it('counts a repository, and cuts the list of those that fail', async () => {
  const web = await report({ connection: test.connection, repository: 'shop/web', failing: 0 });
  const base = await report({ repository: 'shop/base', failing: 1 });

  expect(web.get('4.1')).toMatchObject({ counts: { pass: 1, violation: 1, unknown: 0 }, failing: [] });
  expect(base.get('4.1')).toMatchObject({ counts: { violation: 2 }, failing: [{ repository: 'shop/base' }] });
  expect((await report({ connection: 99 })).get('4.1')?.counts).toEqual({ pass: 0, violation: 0, unknown: 0 });
});

it('takes an image that was not read for unknown', async () => {
  await test.bench.db.query(
    `delete from check_result where image_id in (select i.id from image i join tag t on t.image_id = i.id where t.name = '2')`,
  );

  expect((await report({ repository: 'shop/web' })).get('4.10')?.counts).toEqual({ pass: 1, violation: 0, unknown: 1 });
});
