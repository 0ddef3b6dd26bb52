import { DeleteRepositoryCommand, DescribeImagesCommand, ListImagesCommand } from '@aws-sdk/client-ecr';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { expect, it } from 'vitest';
import { startEmulator } from '../emulator.ts';
import { sdk } from '../testing/clients.ts';
import { addImage } from '../testing/images.ts';
import { readerRole } from './reader-role.ts';

it('reads images, and neither lists by the other way nor deletes', async () => {
  const emulator = await startEmulator({ roles: [readerRole('reader', 'id-1')] });
  await addImage(emulator, 'shop/web', '1');
  const assume = (ExternalId: string) =>
    sdk(emulator, {
      credentials: fromTemporaryCredentials({
        masterCredentials: emulator.keys,
        params: { RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'test', ExternalId },
        clientConfig: { endpoint: emulator.endpoint, region: emulator.region },
      }),
    });
  const repository = { repositoryName: 'shop/web' };

  expect((await assume('id-1').send(new DescribeImagesCommand(repository))).imageDetails).toHaveLength(1);
  await expect(assume('id-1').send(new ListImagesCommand(repository))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(assume('id-1').send(new DeleteRepositoryCommand(repository))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(assume('id-2').send(new DescribeImagesCommand(repository))).rejects.toMatchObject({ name: 'AccessDenied' });
  await emulator.close();
});
