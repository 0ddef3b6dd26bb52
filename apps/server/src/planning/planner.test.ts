import { listFollowedPlans } from '@plimsoll/db';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appWith, registryOf } from '../testing/registry.ts';
import { npmRecord, type Workbench, workbench } from '../testing/workbench.ts';
import { updateAdvisories } from '../use-cases/update-advisories.ts';
import { createPlanner } from './planner.ts';

let emulator: Emulator;
let bench: Workbench;
beforeAll(async () => {
  emulator = await registryOf({ 'shop/web:1': appWith({ left: '1.0.0' }) });
  bench = await workbench([npmRecord(1, 'left', '2.0.0')], emulator);
  await updateAdvisories(bench.deps);
  await bench.drain();
  await bench.connect(emulator);
  bench.deps.planner.run = () => Promise.resolve({ made: 0, failed: 0, ended: 0 }); // the plans are the process's to make
  await bench.drain();
});
afterAll(async () => {
  await bench.close();
  await emulator.close();
});

const start = () => createPlanner({ databaseUrl: bench.databaseUrl, advisories: bench.deps.advisories.folder });

it('is cancelled when the program ends, and refuses to begin then', async () => {
  const planner = start();
  const running = planner.run().catch((error: unknown) => error);

  await planner.close();

  expect(await running).toMatchObject({ code: 'CANCELLED' });
  await expect(planner.run()).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('plans in a process of its own, with its own store and database', async () => {
  const planner = start();

  expect(await planner.run()).toEqual({ made: 1, failed: 0, ended: 0 });

  expect((await listFollowedPlans(bench.db, { state: 'open' }, { limit: 10 })).rows).toMatchObject([{ key: 'pin:npm/left', removes: 1 }]);
  expect(await planner.run()).toEqual({ made: 0, failed: 0, ended: 0 });
  await planner.close();
});

it('passes on why it could not', async () => {
  const planner = createPlanner({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', advisories: bench.deps.advisories.folder });

  await expect(planner.run()).rejects.toMatchObject({ code: 'INTERNAL' });
});
