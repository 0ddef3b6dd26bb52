import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { defineOperation, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

/** Parts come in order, without gaps. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html */
export const uploadLayerPart: Operation = defineOperation({
  name: 'UploadLayerPart',
  input: z.object({
    registryId,
    repositoryName,
    uploadId: z.string(),
    partFirstByte: z.number().int().min(0),
    partLastByte: z.number().int().min(0),
    layerPartBlob: z.string(),
  }),
  run: (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const { receivedBytes } = world.uploads.get(repository, input.uploadId);
    const part = Buffer.from(input.layerPartBlob, 'base64');
    if (input.partFirstByte !== receivedBytes || input.partLastByte - input.partFirstByte + 1 !== part.byteLength) {
      throw new AwsError(
        'InvalidLayerPartException',
        `The layer part from byte ${input.partFirstByte} to ${input.partLastByte} with ${part.byteLength} bytes does not follow byte ${receivedBytes - 1} of the upload`,
        {
          members: {
            registryId: key.registryId,
            repositoryName: repository.name,
            uploadId: input.uploadId,
            lastValidByteReceived: receivedBytes - 1,
          },
        },
      );
    }
    world.uploads.append(repository, input.uploadId, part);
    return {
      registryId: key.registryId,
      repositoryName: repository.name,
      uploadId: input.uploadId,
      lastByteReceived: input.partLastByte,
    };
  },
});
