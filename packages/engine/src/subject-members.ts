import { type Inventory, type InventorySet, type Member, type Subject, subjectKey } from '@plimsoll/model';

/** Finds the members of an image that are a subject, whichever layer brought them: those of the database (analyzer and path) that counts it. */
export function subjectMembers(inventory: Inventory): (set: InventorySet, subject: Subject) => readonly Member[] {
  const groups = Map.groupBy(
    inventory.sets.flatMap(({ set, path }) =>
      set.members.flatMap((member) => (member.subject === undefined ? [] : [{ member, key: keyOf(set.analyzer, path, member.subject) }])),
    ),
    ({ key }) => key,
  );
  return ({ set, path }, subject) => (groups.get(keyOf(set.analyzer, path, subject)) ?? []).map(({ member }) => member);
}

function keyOf(analyzer: string, path: string, subject: Subject): string {
  return JSON.stringify([analyzer, path, subjectKey(subject)]);
}
