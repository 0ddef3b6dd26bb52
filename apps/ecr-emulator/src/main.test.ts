import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { run } from './testing/clients.ts';

const MAIN = new URL('./main.ts', import.meta.url).pathname;

it('prints where it is, the keys and commands to try, and stops cleanly on SIGINT', async () => {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--account', '210987654321'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('Ctrl-C')) break;
  }
  const exited = once(child, 'exit');
  child.kill('SIGINT');

  expect(text).toMatch(/endpoint +http:\/\/127\.0\.0\.1:\d+\n/);
  expect(text).toMatch(/account +210987654321\n/);
  expect(text).toMatch(/secret key +\S+\n/);
  expect(text).toContain('arn:aws:iam::210987654321:role/plimsoll-reader\n');
  expect(text).toContain('ecr describe-repositories');
  expect(await exited).toEqual([0, null]);
});

it.each([
  [['--help'], 0, /--images <folder>/],
  [['--port', 'x'], 1, /a port is a number/],
  [['--images', '/no/such'], 2, /"\/no\/such" is not an OCI layout/],
])('%j', async (args, code, pattern) => {
  const ran = await run(process.execPath, [MAIN, ...args], {});

  expect(ran.code).toBe(code);
  expect(ran.stdout + ran.stderr).toMatch(pattern);
});
