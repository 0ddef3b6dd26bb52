import { saveAdvisoryStatus, updateConnection } from '@plimsoll/db';
import { startEmulator } from '@plimsoll/ecr-emulator';
import { expect, it } from 'vitest';
import { workbench } from '../testing/workbench.ts';
import { runDue } from './run-due.ts';

it('queues syncs and the advisory update when their time has come', async () => {
  const emulator = await startEmulator();
  const bench = await workbench([], emulator);
  const id = await bench.connect(emulator);
  const names = async (): Promise<string[]> => {
    bench.waiting.length = 0;
    await runDue(bench.deps);
    return bench.waiting.map(({ name }) => name);
  };

  await updateConnection(bench.db, id, { nextSyncAt: new Date(Date.now() + 60_000) });
  expect(await names()).toEqual(['update-advisories']); // never fetched

  await updateConnection(bench.db, id, { nextSyncAt: new Date(Date.now() - 1000) });
  await saveAdvisoryStatus(bench.db, { feeds: [{ updatedAt: new Date(Date.now() - 59 * 60_000).toISOString() }] });
  expect(await names()).toEqual(['sync-connection']);

  await saveAdvisoryStatus(bench.db, { feeds: [{ updatedAt: new Date(Date.now() - 61 * 60_000).toISOString() }] });
  expect(await names()).toEqual(['sync-connection', 'update-advisories']);

  await saveAdvisoryStatus(bench.db, { feeds: [], lastTriedAt: new Date(Date.now() - 60_000).toISOString() });
  expect(await names()).toEqual(['sync-connection']); // it failed a minute ago

  await saveAdvisoryStatus(bench.db, { feeds: [], lastTriedAt: new Date(Date.now() - 11 * 60_000).toISOString() });
  expect(await names()).toEqual(['sync-connection', 'update-advisories']);

  bench.waiting.length = 0;
  await runDue({ ...bench.deps, schedule: { advisoryIntervalMinutes: 0 } });
  expect(bench.waiting.map(({ name }) => name)).toEqual(['sync-connection']);

  await bench.close();
  await emulator.close();
});
