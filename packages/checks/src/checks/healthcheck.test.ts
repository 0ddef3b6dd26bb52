import { describe, expect, it } from 'vitest';
import { GOOD_SETTINGS, inputOf } from '../testing/check-input.ts';
import { healthcheck } from './healthcheck.ts';

const { healthcheck: good, ...none } = GOOD_SETTINGS;

describe('healthcheck', () => {
  it('lets an image with one pass', () => {
    expect(healthcheck.run(inputOf({ set: { healthcheck: good! } }))).toEqual([]);
  });

  it('finds that there is none', () => {
    expect(healthcheck.run({ ...inputOf(), settings: none })).toMatchObject([
      { message: 'The image has no HEALTHCHECK', origin: 'application' },
    ]);
  });

  it('finds that it is switched off, and by whom', () => {
    const off = { healthcheck: { test: ['NONE'] } };

    expect(healthcheck.run(inputOf({ set: off, base: { layers: 1, settings: { ...GOOD_SETTINGS, ...off } } }))).toMatchObject([
      { message: 'The image switches its health check off', origin: 'base' },
    ]);
  });
});
