import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { isFree } from './free-port.ts';

it('tells a taken port from a free one', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  expect(await isFree(port)).toBe(false);

  server.close();
  await once(server, 'close');
  expect(await isFree(port)).toBe(true);
});
