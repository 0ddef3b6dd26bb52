import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { listNotAffected } from './not-affected.ts';
import { applyRematch } from './rematch.ts';
import { allSubjects } from './subjects.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('lists each denial once, by vulnerability, and a frozen image keeps its list', async () => {
  const world = new AdvisoryWorld();
  for (const id of ['GO-2', 'GO-1'])
    world.advisories.push({
      vulnerability: vulnerabilityOf(id, { aliases: [`CVE-${id}`] }),
      name: 'x/crypto',
      severity: 'high',
      fixedVersions: [],
    });
  const { connection, repository } = await addRepository(db, 'denials');
  await list(db, repository, [listed(digestOf('image'), ['1'])]);
  const image = await imageId(db, repository, digestOf('image'));
  const binary = setOf('go/binary@1', [npmMember('x/crypto')], { kind: 'go-symbols', symbols: {} });
  await read(db, world, image, inventoryOf([binary, binary]));

  const rows = await listNotAffected(db, image);
  expect(rows.map(({ vulnerability, aliases }) => [vulnerability, ...aliases])).toEqual([
    ['GO-1', 'CVE-GO-1'],
    ['GO-2', 'CVE-GO-2'],
  ]);

  await disconnect(db, connection);
  for await (const subjects of allSubjects(db)) await applyRematch(db, { subjects, links: [], vulnerabilities: [], judge: judgeByName });
  expect(await listNotAffected(db, image)).toEqual(rows);
});
