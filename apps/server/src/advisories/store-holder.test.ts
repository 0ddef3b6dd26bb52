import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updateStore } from '@plimsoll/advisories';
import { writeMirror } from '@plimsoll/advisories/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { npmRecord } from '../testing/workbench.ts';
import { buildOf, createStoreHolder, type StoreHolder } from './store-holder.ts';

let dir: string;
let holder: StoreHolder;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-holder-'));
  holder = createStoreHolder(join(dir, 'store'));
});
afterEach(async () => {
  await holder.close();
  await rm(dir, { recursive: true });
});

async function publish(...names: string[]): Promise<void> {
  await writeMirror(
    join(dir, 'mirror'),
    names.map((name, index) => npmRecord(index, name)),
  );
  await updateStore({ dir: join(dir, 'store'), mirror: join(dir, 'mirror') });
}

it('has nothing before the first update, and finds it by itself', async () => {
  expect(holder.current()).toBeUndefined();
  expect(buildOf(holder.current())).toBe('');

  await publish('left');

  expect(holder.current()?.status().records).toBe(1);
});

it('gives the new store after a reload, while work that began with the old one may go on', async () => {
  await publish('left');
  const old = holder.current()!;
  await publish('left', 'right');

  expect(holder.current()).toBe(old);
  holder.reload();

  expect(holder.current()?.status().records).toBe(2);
  expect(old.status().records).toBe(1);
});

it('keeps the store if there is no other', async () => {
  await publish('left');
  const old = holder.current();

  holder.reload();

  expect(holder.current()).toBe(old);
});

it('waits for the first store, unless that is cancelled', async () => {
  const stop = new AbortController();
  const cancelled = holder.ready(stop.signal);
  const waiting = holder.ready(new AbortController().signal);
  stop.abort();

  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  await publish('left');
  expect((await waiting).status().records).toBe(1);
});
