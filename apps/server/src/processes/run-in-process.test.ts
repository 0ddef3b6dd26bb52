import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { OddRequest } from '../testing/odd-process.ts';
import { runInProcess, type RunOptions } from './run-in-process.ts';

const ENTRY = new URL('../testing/odd-process.ts', import.meta.url);
const run = (request: OddRequest, options: Partial<RunOptions> = {}): Promise<unknown> =>
  runInProcess(ENTRY, request, { what: 'the odd job', ...options });

it('brings the result of another process', async () => {
  const result = (await run({ does: 'double', n: 21 })) as Map<string, number>;

  expect(result.get('doubled')).toBe(42);
  expect(result.get('pid')).not.toBe(process.pid);
});

it('brings what went wrong there, a bug with where it was', async () => {
  await expect(run({ does: 'refuse' })).rejects.toMatchObject({ code: 'FEED_INVALID', message: 'not this', hint: 'try another' });
  await expect(run({ does: 'fail' })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('odd-process.ts') as string,
  });
});

// A thread with such a limit ends the whole program with it.
it('lives on when the process eats all memory', async () => {
  await expect(run({ does: 'eat' }, { memoryMegabytes: 64 })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: 'the odd job took its process down: it ran out of memory',
  });
});

it('says that the process ended without an answer', async () => {
  await expect(run({ does: 'leave' })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: 'the odd job took its process down: it ended with status 3',
  });
  await expect(runInProcess(new URL('none.ts', ENTRY), {}, { what: 'nothing' })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('nothing took its process down') as string,
  });
});

it('can be cancelled, before and meanwhile', async () => {
  await expect(run({ does: 'wait' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });

  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  await expect(run({ does: 'wait' }, { signal: stop.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
    message: 'the odd job was cancelled',
  });
});

it('leaves no process behind when the program is killed', async () => {
  const child = new URL('child.ts', import.meta.url).href;
  const program = `import { startChild } from '${child}'; startChild(new URL('${ENTRY.href}')).send({ does: 'wait' });`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [told] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(told.toString());
  expect(isAlive(pid)).toBe(true);

  parent.kill('SIGKILL');

  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
