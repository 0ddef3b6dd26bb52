import { startEmulator } from '@plimsoll/ecr-emulator';
import { DoctorReport } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { testTarget, toTarget } from './test-target.ts';

const policy = { allowedEndpoints: ['http://127.0.0.1:1'], allowedLayerHosts: ['localhost:1'], allowAmbient: false };
const keys = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 's' } as const;
const role = { kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/r', externalId: 'x' } as const;

describe('what the configuration does not allow', () => {
  it.each([
    ['another endpoint', { region: 'us-east-1', endpoint: 'http://169.254.169.254', credentials: keys }, 'ENDPOINT_NOT_ALLOWED'],
    ["this machine's identity", { region: 'us-east-1', credentials: { kind: 'ambient' } }, 'FORBIDDEN'],
    ["this machine's identity behind a role", { region: 'us-east-1', credentials: { ...role, source: { kind: 'ambient' } } }, 'FORBIDDEN'],
  ] as const)('%s', (_, input, code) => {
    expect(() => toTarget(input, policy)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

it('allows what it allows', () => {
  const endpoint = 'http://127.0.0.1:1';

  expect(toTarget({ region: 'us-east-1', endpoint, credentials: keys, sessionName: 's' }, policy)).toEqual({
    region: 'us-east-1',
    endpoint,
    credentials: keys,
    layerHosts: ['localhost:1'],
    sessionName: 's',
  });
  expect(toTarget({ region: 'us-east-1', credentials: { kind: 'ambient' } }, { ...policy, allowAmbient: true })).toMatchObject({
    credentials: { kind: 'ambient' },
  });
});

it('reports a failure of AWS as the contract has it, with a headline', async () => {
  const emulator = await startEmulator();

  const report = await testTarget({
    region: emulator.region,
    endpoint: emulator.endpoint,
    credentials: { ...keys, secretAccessKey: 'x'.repeat(20) },
  });

  expect(DoctorReport.parse(report)).toMatchObject({ ok: false, region: 'us-east-1', failure: { code: 'CREDENTIALS_INVALID' } });
  await emulator.close();
});
