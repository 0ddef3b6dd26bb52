import { describe, expect, it } from 'vitest';
import { GOOD_SETTINGS, inputOf, step } from '../testing/check-input.ts';
import { rootUser } from './root-user.ts';

describe('root-user', () => {
  it.each(['1000', '65532', 'nginx', 'nginx:root', '10', '1000:0'])('lets USER %s pass', (user) => {
    expect(rootUser.run(inputOf({ set: { user } }))).toEqual([]);
  });

  it.each(['root', 'root:root', '0', '0:0', '000', 'root:1000'])('finds USER %s', (user) => {
    expect(rootUser.run(inputOf({ set: { user } }))).toMatchObject([
      { message: `The image runs as root: it says USER ${user}`, evidence: [`USER ${user}`] },
    ]);
  });

  it('finds an image that names no user: who builds on a base can name one', () => {
    expect(rootUser.run(inputOf({ set: { user: '' } }))).toMatchObject([
      { message: expect.stringContaining('names no user'), origin: 'application' },
    ]);
  });

  it('does not blame the application for a USER of its base', () => {
    const steps = [step('ADD rootfs.tar /'), step('USER root'), step('RUN x', 0), step('COPY . /app', 1)];

    expect(rootUser.run(inputOf({ set: { user: 'root' }, steps }))).toMatchObject([{ origin: 'base' }]);
    expect(
      rootUser.run(inputOf({ set: { user: 'root' }, base: { layers: 1, settings: { ...GOOD_SETTINGS, user: 'root' } } })),
    ).toMatchObject([{ origin: 'base' }]);
  });
});
