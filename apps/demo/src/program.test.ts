import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

async function demo(...args: string[]): Promise<{ status: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status: Number(status), output, errors };
}

it('explains itself', { timeout: 30_000 }, async () => {
  const { status, output } = await demo('--help');

  expect(status).toBe(0);
  expect(output).toMatch(/--once[^]*--port <port>[^]*--data <dir>/);
});

it.each([[['--port', 'x']], [['--unknown']]])('refuses %j', { timeout: 30_000 }, async (args) => {
  expect(await demo(...args)).toMatchObject({ status: 2, output: '', errors: expect.stringContaining('error:') });
});

it('says so if the port is taken', { timeout: 60_000 }, async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const { status, errors } = await demo('--once', '--port', String(port));

  server.close();
  expect(status).toBe(1);
  expect(errors).toContain(`error: port ${port} is taken\n`);
});

it('shows the images and ends', { timeout: 120_000 }, async () => {
  const { status, output, errors } = await demo('--once', '--port', '0');

  expect(errors).not.toContain('error:');
  expect(status).toBe(0);
  expect(output).toContain('62 vulnerabilities, 4 of them being exploited.');
  expect(output).toMatch(/^shop\/web:1\.4\.0 +complete +3 +11 +15 +2 +2 +27$/m);
  expect(output).toMatch(/^Open +http:\/\/127\.0\.0\.1:\d+\nE-mail +\S+@\S+\nPassword +\S+$/m);
});
