import { BatchGetImageCommand, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { sdk } from '../testing/clients.ts';
import { addImage } from '../testing/images.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'shop/web', '1');
});

afterAll(() => emulator.close());

const pull = new BatchGetImageCommand({ registryId: '123456789012', repositoryName: 'shop/web', imageIds: [{ imageTag: '1' }] });

const setPolicy = (statement: unknown) =>
  sdk(emulator).send(
    new SetRepositoryPolicyCommand({
      repositoryName: 'shop/web',
      policyText: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    }),
  );

it('row 13: another account is denied by the missing repository policy, until there is one', async () => {
  const policies = [{ Statement: { Effect: 'Allow' as const, Action: 'ecr:*', Resource: '*' } }];
  const other = sdk(emulator, { credentials: emulator.iam.addUser({ name: 'guest', account: '210987654321', policies }) });

  await expect(other.send(pull)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::210987654321:user/guest is not authorized to perform: ecr:BatchGetImage on resource: ' +
      'arn:aws:ecr:us-east-1:123456789012:repository/shop/web because no resource-based policy allows the ecr:BatchGetImage action',
  });
  await setPolicy({ Effect: 'Allow', Action: 'ecr:BatchGetImage', Principal: { AWS: 'arn:aws:iam::210987654321:root' } });
  expect((await other.send(pull)).images).toHaveLength(1);
});

it('row 13: within the account a repository policy is enough; a deny in it wins over all', async () => {
  const nobody = sdk(emulator, { credentials: emulator.iam.addUser({ name: 'nobody' }) });
  const Principal = { AWS: 'arn:aws:iam::123456789012:user/nobody' };

  await setPolicy({ Effect: 'Allow', Action: 'ecr:BatchGetImage', Principal });
  expect((await nobody.send(pull)).images).toHaveLength(1);
  await setPolicy({ Effect: 'Deny', Action: 'ecr:*', Principal: '*' });
  await expect(sdk(emulator).send(pull)).rejects.toMatchObject({
    message: expect.stringMatching(/with an explicit deny in a resource-based policy$/),
  });
});

it('refuses a policy that it cannot evaluate', async () => {
  const fresh = await startEmulator();
  await fresh.registry.createRepository('a/b');
  const send = (policyText: string) => sdk(fresh).send(new SetRepositoryPolicyCommand({ repositoryName: 'a/b', policyText }));
  const condition = { Statement: { Effect: 'Allow', Action: '*', Principal: '*', Condition: { MoonPhase: { x: 'full' } } } };

  await expect(send('{')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(send(JSON.stringify(condition))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await fresh.close();
});
