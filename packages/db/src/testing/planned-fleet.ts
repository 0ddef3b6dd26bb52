import { NO_COUNTS } from '../counts.ts';
import { type PlanToSave, savePlans } from '../save-plans.ts';
import { addRepository, AdvisoryWorld, digestOf, imageId, inventoryOf, list, listed, npmMember, read, setOf } from './fleet.ts';
import { createTestDatabase } from './test-database.ts';

/** A plan that removes one high finding by one edit: risk 10. */
export function planOf(key: string, more: Partial<PlanToSave> = {}): PlanToSave {
  return {
    key,
    title: `Do ${key}`,
    target: null,
    plan: { edits: [{ after: key }], removes: [{ id: 'CVE-1', purl: 'pkg:npm/left-pad@1.0.0' }] },
    counts: { ...NO_COUNTS, high: 1, fixable: 1 },
    exploited: 0,
    risk: 10,
    edits: 1,
    removes: 1,
    remaining: 2,
    unfixable: 2,
    adds: 0,
    ...more,
  };
}

/** Two connections with one repository and one read image each, tagged `1`, for which plans can be saved. */
export async function plannedFleet() {
  const { db, close } = await createTestDatabase();
  const world = new AdvisoryWorld();
  const fleet = [];
  for (const name of ['production', 'staging']) {
    const added = await addRepository(db, name);
    await list(db, added.repository, [listed(digestOf('one'), ['1'])]);
    const image = await imageId(db, added.repository, digestOf('one'));
    await read(db, world, image, inventoryOf([setOf('s', [npmMember('left-pad')])]));
    fleet.push({ ...added, image });
  }
  const [production, staging] = [fleet[0]!, fleet[1]!];
  const save = ({ repository, image }: typeof production, plans: readonly PlanToSave[], done: readonly number[] = []) =>
    savePlans(
      db,
      { repositoryId: repository, platform: 'linux/amd64', image, previous: null },
      { basis: 'b', plans, done },
      { plain: [3, 0.1, 1, 3, 10, 40], exploited: [40, 40, 40, 40, 50, 200] },
    );
  return { db, close, production, staging, save };
}
