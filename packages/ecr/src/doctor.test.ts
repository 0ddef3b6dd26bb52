import { type Emulator, type PolicyDocument, startEmulator } from '@plimsoll/ecr-emulator';
import { buildImage } from '@plimsoll/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { diagnose } from './doctor.ts';
import { ACTIONS, policyText } from './policies.ts';
import { emulated, push, targetOf } from './testing/emulated.ts';

let emulator: Emulator | undefined;
afterEach(async () => emulator?.close());

const asUser = (from: Emulator, ...policies: PolicyDocument[]) =>
  targetOf(from, { kind: 'keys', ...from.iam.addUser({ name: `user-${from.requests.length}-${policies.length}`, policies }) });
const statesOf = ({ permissions }: Awaited<ReturnType<typeof diagnose>>) => permissions.map(({ state }) => state);

describe('permission doctor', () => {
  it('finds all five with the policy that it recommends, and nothing is pulled', async () => {
    ({ emulator } = await emulated());
    const policy = JSON.parse(policyText(emulator.region, emulator.account)) as PolicyDocument;

    const diagnosis = await diagnose(asUser(emulator, policy));

    expect(statesOf(diagnosis)).toEqual(ACTIONS.map(() => 'granted'));
    expect(diagnosis).toMatchObject({ ok: true, account: emulator.account, repositories: 1 });
    expect(diagnosis.principal).toMatch(/^arn:aws:iam::\d{12}:user\//);
    expect(emulator.requests.map(({ operation }) => operation)).not.toContain('layers/get');
  });

  it.each(ACTIONS)('names %s when it alone is missing, with the statement to add', async (missing) => {
    ({ emulator } = await emulated());
    const others = ACTIONS.filter((action) => action !== missing);

    const diagnosis = await diagnose(asUser(emulator, { Statement: { Effect: 'Allow', Action: others, Resource: '*' } }));

    // Without a listing no repository is known, and the other three are asked about an invented name, which this policy allows.
    expect(diagnosis.ok).toBe(false);
    expect(diagnosis.permissions.filter(({ state }) => state === 'missing').map(({ action }) => action)).toEqual([missing]);
    const [permission] = diagnosis.permissions.filter(({ action }) => action === missing);
    expect(permission!.reason).toContain('no identity-based policy allows');
    expect(JSON.parse(permission!.statement!)).toMatchObject({ Effect: 'Allow', Action: missing });
  });

  it('tells a denial from a missing grant', async () => {
    ({ emulator } = await emulated());
    const allow: PolicyDocument = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } };
    const deny: PolicyDocument = { Statement: { Effect: 'Deny', Action: 'ecr:BatchGetImage', Resource: '*' } };

    const diagnosis = await diagnose(asUser(emulator, allow, deny));

    expect(diagnosis.permissions[3]).toMatchObject({ state: 'missing', reason: expect.stringContaining('explicit deny') as string });
  });

  it('cannot tell yet about a registry in which it sees no repository', async () => {
    emulator = await startEmulator();
    const policy: PolicyDocument = {
      Statement: [
        { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken', 'ecr:DescribeRepositories'], Resource: '*' },
        { Effect: 'Allow', Action: 'ecr:*', Resource: 'arn:aws:ecr:*:*:repository/prod-*' },
      ],
    };

    const diagnosis = await diagnose(asUser(emulator, policy));

    expect(statesOf(diagnosis)).toEqual(['granted', 'granted', 'unknown', 'unknown', 'unknown']);
    expect(diagnosis.ok).toBe(true);
    expect(diagnosis.warnings.join(' ')).toContain('no repositories yet');
  });

  it('recognises a wrong secret, an unknown key, and a clock that it cannot correct', async () => {
    ({ emulator } = await emulated());
    const keys = { kind: 'keys' as const, ...emulator.keys };

    expect((await diagnose(targetOf(emulator, { ...keys, secretAccessKey: 'wrong/secret/0123456789' }))).failure).toMatchObject({
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining(emulator.keys.accessKeyId.slice(-4)) as string,
    });
    expect((await diagnose(targetOf(emulator, { ...keys, accessKeyId: 'AKIANOSUCHKEY0000000' }))).failure).toMatchObject({
      code: 'CREDENTIALS_INVALID',
    });
    expect((await diagnose({ ...targetOf(emulator), region: 'eu-west-9' })).failure).toMatchObject({ code: 'REGION_INVALID' });
  });

  it('says so when the endpoint does not answer', async () => {
    const diagnosis = await diagnose({
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:9',
      credentials: { kind: 'keys', accessKeyId: 'AKIA0000000000000000', secretAccessKey: 'xxxxxxxxxxxxxxxx' },
    });

    expect(diagnosis).toMatchObject({ ok: false, failure: { code: 'ENDPOINT_UNREACHABLE' } });
    expect(statesOf(diagnosis)).toEqual(ACTIONS.map(() => 'unknown'));
  });

  it('warns of a role that anybody trusted can assume without the external id', async () => {
    ({ emulator } = await emulated());
    const role = (name: string, condition: object) =>
      emulator!.iam.addRole({
        name,
        policies: [{ Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }],
        trust: { Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole', ...condition } },
      });
    role('open', {});
    role('closed', { Condition: { StringEquals: { 'sts:ExternalId': 'an-id' } } });
    const target = (name: string) =>
      targetOf(emulator!, {
        kind: 'role',
        roleArn: `arn:aws:iam::${emulator!.account}:role/${name}`,
        externalId: 'an-id',
        source: { kind: 'keys', ...emulator!.keys },
      });

    expect((await diagnose(target('open'))).warnings.join(' ')).toContain('does not ask for the external id');
    expect((await diagnose(target('closed'))).warnings).toEqual([]);
    expect((await diagnose(target('absent'))).failure).toMatchObject({ code: 'ASSUME_ROLE_DENIED' });
  });

  it('does not touch repositories with its probes', async () => {
    const started = await emulated();
    emulator = started.emulator;
    await push(emulator, 'b', '1', buildImage({ layers: [{ files: { a: 'b' } }] }));

    await diagnose(started.target);

    expect(emulator.requests.filter(({ status }) => status === 200).map(({ operation }) => operation)).not.toContain(
      'GetDownloadUrlForLayer',
    );
  });
});
