import { setTimeout } from 'node:timers/promises';
import { type AdvisoryStore, openStore } from '@plimsoll/advisories';
import { PlimsollError } from '@plimsoll/model';

/** The advisory store as it is now; whoever asks again after an update gets the new one. */
export interface StoreHolder {
  /** Undefined until the first update has built one. Use it without waiting in between: the next call may give another. */
  current(): AdvisoryStore | undefined;
  /** Waits until there is one: before the first update nothing can be judged. @throws PlimsollError CANCELLED */
  ready(signal: AbortSignal): Promise<AdvisoryStore>;
  /** Opens what is published now, if that is another build. */
  reload(): void;
  close(): Promise<void>;
}

/** Another process may build the first store: it is looked for this often, too. */
const LOOK_EVERY_MS = 2000;

/** Work that began with the old store may still read it. */
const GRACE_MS = 60_000;

export function createStoreHolder(folder: string): StoreHolder {
  let store: AdvisoryStore | undefined;
  const retired = new Set<AdvisoryStore>();

  const open = (): AdvisoryStore | undefined => {
    try {
      return openStore(folder);
    } catch (error) {
      if (error instanceof PlimsollError && (error.code === 'STORE_NOT_FOUND' || error.code === 'STORE_INVALID')) return undefined;
      throw error;
    }
  };

  const current = (): AdvisoryStore | undefined => (store ??= open());

  return {
    current,
    ready: async (signal) => {
      for (;;) {
        if (signal.aborted) throw new PlimsollError('CANCELLED', 'waiting for the first advisories was cancelled');
        const found = current();
        if (found !== undefined) return found;
        await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
    },
    reload: () => {
      const old = store;
      const next = open();
      if (old !== undefined && next !== undefined && buildOf(old) === buildOf(next)) {
        void next.close();
        return;
      }
      store = next;
      if (old === undefined) return;
      retired.add(old);
      globalThis
        .setTimeout(() => {
          if (retired.delete(old)) void old.close();
        }, GRACE_MS)
        .unref();
    },
    close: async () => {
      const opened = [...retired, ...(store === undefined ? [] : [store])];
      retired.clear();
      store = undefined;
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}

/** What links are matched with: another build, other links. Empty without a store. */
export function buildOf(store: AdvisoryStore | undefined): string {
  return store?.status().builtAt ?? '';
}
