import { EVENTS_PATH } from '@plimsoll/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testing/test-app.ts';

let test: TestApp;
let address: string;
beforeAll(async () => {
  test = await testApp();
  address = await test.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => test.close());

it('tells what changes, as it changes', async () => {
  const stop = new AbortController();
  const answer = await fetch(address + EVENTS_PATH, { headers: test.as('viewer'), signal: stop.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe('retry: 2000\n\n');

  await test.deps.events.publish({ type: 'connection', connection: 7 });

  expect((await reader.read()).value).toBe('data: {"type":"connection","connection":7}\n\n');
  stop.abort();
});

it('tells nobody who has not signed in', async () => {
  expect((await fetch(address + EVENTS_PATH)).status).toBe(401);
});
