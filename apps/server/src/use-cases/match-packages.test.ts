import { advisoryState } from '@plimsoll/db';
import { expect, it } from 'vitest';
import { npmRecord, workbench } from '../testing/workbench.ts';
import { matchPackages } from './match-packages.ts';
import { updateAdvisories } from './update-advisories.ts';

it('does nothing without advisories, and nothing twice', async () => {
  const bench = await workbench([npmRecord(1, 'left')]);

  await matchPackages({ vulnerabilities: [] }, bench.deps);
  expect(await advisoryState(bench.db)).toMatchObject({ build: '', applied: '' });

  await updateAdvisories(bench.deps);
  await matchPackages({ vulnerabilities: [] }, bench.deps);
  const { build, applied } = await advisoryState(bench.db);
  const told = bench.events.length;
  await matchPackages({ vulnerabilities: [] }, bench.deps);

  expect(build).not.toBe('');
  expect(applied).toBe(build);
  expect(bench.events).toHaveLength(told);
  await bench.close();
});
