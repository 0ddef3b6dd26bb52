import { expect, it } from 'vitest';
import { factIn, inputOf, step } from '../testing/check-input.ts';
import { sudo } from './sudo.ts';

it('sudo: installed, without a password, used', () => {
  const facts = [
    factIn(0, { kind: 'sudo', path: 'usr/bin/sudo', mode: 0o4755 }),
    factIn(1, { kind: 'passwordless-sudo', path: 'etc/sudoers.d/app', line: 1, evidence: 'app ALL=(ALL) NOPASSWD: ALL' }),
    factIn(1, { kind: 'sudo', path: 'bin/sudo', mode: 0o4755 }, true),
  ];

  expect(sudo.run(inputOf({ facts, steps: [step('ADD x /', 0), step('RUN sudo make', 1), step('RUN visudo -c', 1)] }))).toMatchObject([
    { message: 'sudo is installed: usr/bin/sudo', origin: 'base' },
    { severity: 'high', evidence: ['etc/sudoers.d/app:1: app ALL=(ALL) NOPASSWD: ALL'], origin: 'application' },
    { message: 'An instruction uses sudo', severity: 'low', layer: 1 },
  ]);
});
