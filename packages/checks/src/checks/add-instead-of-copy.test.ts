import { describe, expect, it } from 'vitest';
import { inputOf, step } from '../testing/check-input.ts';
import { addInsteadOfCopy } from './add-instead-of-copy.ts';

const run = (instruction: string): unknown[] => [
  ...addInsteadOfCopy.run(inputOf({ steps: [step('ADD file:0123 in /', 0), step(instruction, 1)] })),
];

describe('add-instead-of-copy', () => {
  it.each([
    'ADD https://get.internal/tool.tar.gz /opt/',
    'ADD --chown=1 git@git.internal:a/b.git /src',
    'ADD ["http://a.internal/x", "/x"]',
  ])('finds that %s fetches', (instruction) => {
    expect(run(instruction)).toMatchObject([{ severity: 'medium', layer: 1, origin: 'application' }]);
  });

  it.each(['ADD . /app', 'ADD dir:0123abcd in /app', 'ADD app.js package.json /app/'])('finds that %s copies', (instruction) => {
    expect(run(instruction)).toMatchObject([{ message: 'ADD copies files that are no archives' }]);
  });

  it.each(['ADD rootfs.tar.xz /', 'ADD a.tgz b.tar /opt/', 'COPY . /app', 'ADD --checksum=sha256:00 https://get.internal/x /x', 'RUN ADD'])(
    'leaves %s',
    (instruction) => {
      expect(run(instruction)).toEqual([]);
    },
  );

  it('cannot tell an archive by the hash that the classic builder writes', () => {
    expect(run('ADD file:0123abcd in /opt')).toMatchObject([{ status: 'unknown' }]);
  });

  it('does not show the password of an address', () => {
    expect(JSON.stringify(run('ADD https://bot:k9ZpQ2wvLm@get.internal/x /x'))).not.toContain('k9ZpQ2wvLm');
  });
});
