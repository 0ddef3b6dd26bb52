import { diagnose, type EcrTarget, openRegistry } from '@plimsoll/ecr';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleImages } from './images/catalogue.ts';
import { READER_KEYS, REGION, startRegistry } from './registry.ts';

describe('the registry', () => {
  let emulator: Emulator;
  let target: EcrTarget;

  beforeAll(async () => {
    emulator = await startRegistry(0);
    const { endpoint, layerEndpoint } = emulator;
    target = { region: REGION, endpoint, layerHosts: [new URL(layerEndpoint).host], credentials: { kind: 'keys', ...READER_KEYS } };
  });

  afterAll(() => emulator.close());

  it('grants the five permissions', async () => {
    const { ok, permissions } = await diagnose(target);

    expect(permissions.map(({ state }) => state)).toEqual(Array(5).fill('granted'));
    expect(ok).toBe(true);
  });

  it('lists each sample image as of its push', async () => {
    const registry = openRegistry(target);

    const repositories = (await Array.fromAsync(registry.repositories())).flat().map(({ name }) => name);
    const tags: string[] = [];
    for (const name of repositories) {
      for (const image of (await Array.fromAsync(registry.images(name))).flat()) {
        tags.push(...image.tags.map((tag) => `${name}:${tag} ${image.pushedAt.toISOString()}`));
      }
    }
    registry.close();

    expect(tags.toSorted()).toEqual(
      sampleImages.map(({ repository, tag, pushedAt }) => `${repository}:${tag} ${new Date(pushedAt).toISOString()}`).toSorted(),
    );
  });
});
