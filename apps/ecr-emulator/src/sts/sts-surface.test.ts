import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});

afterAll(() => emulator.close());

it('answers errors in XML with the request id', async () => {
  const response = await fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams({ Action: 'GetCallerIdentity' }) });

  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toBe('text/xml');
  expect(await response.text()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
      '<Code>MissingAuthenticationToken</Code><Message>Missing Authentication Token</Message></Error>' +
      `<RequestId>${response.headers.get('x-amzn-requestid')}</RequestId></ErrorResponse>`,
  );
  expect(emulator.requests.at(-1)).toMatchObject({
    operation: 'sts/GetCallerIdentity',
    status: 403,
    error: 'MissingAuthenticationTokenException',
  });
});
