import { expect, it } from 'vitest';
import { listenOnBothHosts } from './listen.ts';

it('finds a free port, refuses a taken one, and frees it on close', async () => {
  const first = await listenOnBothHosts((_request, response) => response.end('hello'), 0);

  expect(await (await fetch(`http://localhost:${first.port}`)).text()).toBe('hello');
  await expect(listenOnBothHosts(() => undefined, first.port)).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
  await first.close();
  const again = await listenOnBothHosts(() => undefined, first.port);
  expect(again.port).toBe(first.port);
  await again.close();
});
