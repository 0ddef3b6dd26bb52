import { afterAll, expect, it } from 'vitest';
import type { Link } from '@plimsoll/model';
import { addLinks, openLinks, toLinkColumns } from './links.ts';
import { lockFleet } from './locks.ts';
import { addSubjects } from './subjects.ts';
import { npmSubject, vulnerabilityOf } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { addGroups } from './vulnerability-groups.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('reads what it stored, evidence and all, and opens a pair once', async () => {
  const link: Link = {
    subject: npmSubject('a'),
    vulnerability: 'CVE-1',
    severity: 'negligible',
    status: 'under_investigation',
    fixState: 'end_of_life',
    fixedVersions: ['2.0', '1.0.1'],
    evidence: [{ advisory: 'GHSA-1', range: '>= 1', comparison: '1.0.0 >= 1', imports: [{ path: 'x/ssh', symbols: ['Dial', 'a\0b'] }] }],
  };
  const subject = await db.transaction(async (tx) => {
    const [id] = await addSubjects(tx, [{ subject: link.subject, type: 'npm', licenses: [] }]);
    const groups = await addGroups(tx, [vulnerabilityOf('CVE-1')]);
    const columns = toLinkColumns(link, id!, groups.get('CVE-1')!);
    const now = await lockFleet(tx);
    await addLinks(tx, [columns, columns], now);
    await addLinks(tx, [columns], now);
    await addLinks(tx, [], now);
    return id!;
  });

  const stored = await openLinks(db, [subject, subject + 1]);

  const [evidence] = link.evidence;
  const asStored = { ...link, evidence: [{ ...evidence, imports: [{ path: 'x/ssh', symbols: ['Dial', 'a\uFFFDb'] }] }] };
  expect(stored).toEqual([{ subjectId: subject, vulnerabilityId: expect.any(Number) as number, link: asStored }]);
});
