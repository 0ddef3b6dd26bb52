import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoteForShell } from './shell.ts';

it('leaves plain words as they are', () => {
  expect(quoteForShell('libssl3=1:3.0.22-1~deb12u1')).toBe("'libssl3=1:3.0.22-1~deb12u1'");
  expect(quoteForShell('openssl=3.0.2-1')).toBe('openssl=3.0.2-1');
});

it.each(['', ' ', "it's", '$(reboot)', '`x`', 'a;b', '"', '\\', "'; rm -rf / #", 'a\nb', '*', '~'])(
  'hands %j to a real shell unchanged',
  (word) => {
    expect(execFileSync('sh', ['-c', `printf %s ${quoteForShell(word)}`]).toString()).toBe(word);
  },
);
