import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { writeTar } from './tar.ts';

const LONG = `${'directory/'.repeat(12)}file`;

it('writes what tar reads', () => {
  const archive = writeTar([
    { path: 'etc/', type: 'directory' },
    { path: 'etc/hosts', content: '127.0.0.1 localhost\n' },
    { path: 'bin', type: 'symlink', target: 'usr/bin' },
    { path: 'etc/hosts.copy', type: 'hardlink', target: 'etc/hosts' },
    { path: LONG, content: 'deep' },
  ]);

  const list = execFileSync('tar', ['-t'], { input: archive, encoding: 'utf8' });
  const content = execFileSync('tar', ['-x', '-O', LONG], { input: archive, encoding: 'utf8' });

  expect(list.trim().split('\n')).toEqual(['etc/', 'etc/hosts', 'bin', 'etc/hosts.copy', LONG]);
  expect(content).toBe('deep');
});

it('writes the same bytes for the same entries', () => {
  const entries = [{ path: 'a', content: 'x' }];

  expect(writeTar(entries)).toEqual(writeTar(entries));
});
