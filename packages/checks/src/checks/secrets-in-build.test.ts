import { describe, expect, it } from 'vitest';
import { secretExamples } from '../testing/secret-examples.ts';
import { inputOf, step } from '../testing/check-input.ts';
import { secretsInBuild } from './secrets-in-build.ts';

const TOKEN = secretExamples['github-token']!.found[0]!;
const run = (createdBy: string, instruction = 'RUN make'): unknown[] => [
  ...secretsInBuild.run(inputOf({ steps: [step('ADD x /', 0), step(instruction, 1, createdBy)] })),
];

describe('secrets-in-build', () => {
  it.each([
    ['|2 NPM_TOKEN=k9ZpQ2wvLm VERSION=2 /bin/sh -c make', 'RUN make'],
    ['RUN |1 NPM_TOKEN=k9ZpQ2wvLm /bin/sh -c make # buildkit', 'RUN make'],
    ['ARG NPM_TOKEN=k9ZpQ2wvLm', 'ARG NPM_TOKEN=k9ZpQ2wvLm'],
    ['RUN /bin/sh -c NPM_TOKEN=k9ZpQ2wvLm npm ci # buildkit', 'RUN NPM_TOKEN=k9ZpQ2wvLm npm ci'],
  ])('finds the value in %s', (createdBy, instruction) => {
    expect(run(createdBy, instruction)).toMatchObject([{ evidence: ['NPM_TOKEN=k9****'], layer: 1, origin: 'application' }]);
  });

  it('finds a token in a command', () => {
    expect(run(`RUN /bin/sh -c git clone https://${TOKEN}@github.com/a/b # buildkit`)).toMatchObject([
      { severity: 'critical', message: 'The history holds a secret: GitHub token' },
    ]);
  });

  it.each([
    'RUN /bin/sh -c make TOKEN=$TOKEN',
    'ARG VERSION=1.2.3',
    'RUN --mount=type=secret,id=token make',
    'RUN /bin/sh -c echo DB_PASSWORD=changeme',
  ])('leaves %s', (createdBy) => {
    expect(run(createdBy)).toEqual([]);
  });

  it('leaves ENV to the check of the environment', () => {
    expect(run('ENV TOKEN=k9ZpQ2wvLm', 'ENV TOKEN=k9ZpQ2wvLm')).toEqual([]);
  });

  it('tells a build argument once, however many instructions repeat it', () => {
    const steps = [1, 2, 3].map(() => step('RUN make', 1, '|1 NPM_TOKEN=k9ZpQ2wvLm /bin/sh -c make'));

    expect(secretsInBuild.run(inputOf({ steps }))).toHaveLength(1);
  });

  it('cannot tell without a history', () => {
    expect(secretsInBuild.run(inputOf({ steps: [] }))).toMatchObject([{ status: 'unknown' }]);
  });
});
