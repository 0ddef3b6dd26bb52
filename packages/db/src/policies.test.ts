import { afterAll, expect, it } from 'vitest';
import { addPolicy, changePolicy, getPolicy, listPolicies, type PolicyInput, removePolicy, saveBuiltInPolicies } from './policies.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const BUILT_IN = {
  key: 'non-root',
  name: 'Not as root',
  description: 'of the product',
  rules: [{ kind: 'non-root' as const }],
  enabled: true,
};
const OWN: PolicyInput = {
  name: 'Ours',
  description: '',
  scope: { repositoryGlob: 'shop/*' },
  rules: [{ kind: 'severity-limit', critical: 0 }],
  enabled: true,
};
let own = 0;

it('stores those of the product once, and keeps whether they are on', async () => {
  await saveBuiltInPolicies(db, [BUILT_IN]);
  const [before] = await listPolicies(db);
  await changePolicy(db, before!.id, { enabled: false });
  await saveBuiltInPolicies(db, [{ ...BUILT_IN, name: 'No root' }]);

  expect(await listPolicies(db)).toMatchObject([{ id: before!.id, key: 'non-root', name: 'No root', builtIn: true, enabled: false }]);
});

it('stores own ones after them, under a name of their own', async () => {
  own = await addPolicy(db, OWN, 'ada');

  expect(await getPolicy(db, own)).toMatchObject({ ...OWN, builtIn: false, author: 'ada' });
  expect((await listPolicies(db)).map(({ name }) => name)).toEqual(['No root', 'Ours']);
  await expect(addPolicy(db, OWN, 'ada')).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('changes own ones, and of the others only whether they are on', async () => {
  const [builtIn] = await listPolicies(db);

  expect(await changePolicy(db, own, { name: 'Ours, stricter', scope: {} })).toMatchObject({
    name: 'Ours, stricter',
    scope: {},
    rules: OWN.rules,
  });
  await expect(changePolicy(db, own, { name: 'No root' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(changePolicy(db, builtIn!.id, { rules: [] })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(changePolicy(db, 999, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('removes own ones only', async () => {
  const [builtIn] = await listPolicies(db);

  await expect(removePolicy(db, builtIn!.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await removePolicy(db, own)).toMatchObject({ name: 'Ours, stricter' });
  await expect(getPolicy(db, own)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
