import type { DecisionTarget } from '../decision-target.ts';
import { makeDecision } from '../decisions.ts';
import { listFindings } from '../findings.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './fleet.ts';
import { createTestDatabase } from './test-database.ts';

export const ONE: string = digestOf('one');
export const TWO: string = digestOf('two');
export const THREE: string = digestOf('three');

export const NO_DRIFT = { sets: [], repositories: [], tagCounts: [], decided: [] };

/** Two read images of one repository: three vulnerabilities in two packages each, all high, `CVE-1` with a fix. */
export async function decidedFleet() {
  const { db, close } = await createTestDatabase();
  const world = new AdvisoryWorld();
  for (const [id, name] of [
    ['CVE-1', 'left-pad'],
    ['CVE-2', 'left-pad'],
    ['CVE-3', 'right-pad'],
  ] as const)
    world.advisories.push({ vulnerability: vulnerabilityOf(id), name, severity: 'high', fixedVersions: id === 'CVE-1' ? ['2'] : [] });
  const { connection, repository } = await addRepository(db, 'production');
  const push = async (tags: Record<string, readonly string[]>) => {
    await list(
      db,
      repository,
      Object.entries(tags).map(([digest, names]) => listed(digest, names)),
    );
  };
  const readAll = async (...digests: string[]) => {
    for (const digest of digests)
      await read(
        db,
        world,
        await imageId(db, repository, digest),
        inventoryOf([setOf('s', [npmMember('left-pad'), npmMember('right-pad')])]),
      );
  };
  await push({ [ONE]: ['1', 'latest'], [TWO]: ['2'] });
  await readAll(ONE, TWO);
  const idOf = (digest: string) => imageId(db, repository, digest);
  const decide = (target: DecisionTarget) =>
    makeDecision(db, { ...target, kind: 'accepted', reason: 'no input reaches it', author: 'ada' });
  const decidedIn = async (digest: string, decided?: boolean) => {
    const { rows } = await listFindings(db, await idOf(digest), { filter: { decided } }, { limit: 50 });
    return rows.map(({ vulnerability, decision }) => [vulnerability, decision?.id]);
  };
  return { db, close, world, connection, repository, push, readAll, idOf, decide, decidedIn };
}
