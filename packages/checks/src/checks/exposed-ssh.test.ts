import { describe, expect, it } from 'vitest';
import { GOOD_SETTINGS, inputOf, step } from '../testing/check-input.ts';
import { exposedSsh } from './exposed-ssh.ts';

describe('exposed-ssh', () => {
  it.each([[['22']], [['22/tcp', '80/tcp']]])('finds %j', (exposedPorts) => {
    expect(exposedSsh.run(inputOf({ set: { exposedPorts } }))).toMatchObject([{ message: 'The image exposes port 22 (SSH)' }]);
  });

  it.each([[[]], [['2222/tcp', '8022']], [['22/udp']]])('leaves %j', (exposedPorts) => {
    expect(exposedSsh.run(inputOf({ set: { exposedPorts } }))).toEqual([]);
  });

  it('says whose it is', () => {
    const set = { exposedPorts: ['22/tcp'] };

    expect(exposedSsh.run(inputOf({ set, base: { layers: 1, settings: { ...GOOD_SETTINGS, ...set } } }))).toMatchObject([
      { origin: 'base' },
    ]);
    expect(exposedSsh.run(inputOf({ set, steps: [step('ADD x /', 0), step('COPY . /', 1), step('EXPOSE map[22/tcp:{}]')] }))).toMatchObject(
      [{ origin: 'application' }],
    );
  });
});
