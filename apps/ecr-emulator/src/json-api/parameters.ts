import { z } from 'zod';

/** Parts that inputs share, with the bounds of Amazon's model. */
export const registryId: z.ZodOptional<z.ZodString> = z
  .string()
  .regex(/^[0-9]{12}$/)
  .optional();

export const repositoryName: z.ZodString = z
  .string()
  .min(2)
  .max(256)
  .regex(/^(?:[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/);

export const maxResults: z.ZodOptional<z.ZodNumber> = z.number().int().min(1).max(1000).optional();

export const nextToken: z.ZodOptional<z.ZodString> = z.string().optional();

/** Neither member is required: an id without both is a failure of that id, not of the call. */
export const imageIdentifier: z.ZodObject<{ imageDigest: z.ZodOptional<z.ZodString>; imageTag: z.ZodOptional<z.ZodString> }> = z.object({
  imageDigest: z.string().optional(),
  imageTag: z.string().optional(),
});

export const imageIds: z.ZodArray<typeof imageIdentifier> = z.array(imageIdentifier).min(1).max(100);

export const layerDigest: z.ZodString = z.string().regex(/^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+$/);

export const tagStatus: z.ZodOptional<z.ZodEnum<{ TAGGED: 'TAGGED'; UNTAGGED: 'UNTAGGED'; ANY: 'ANY' }>> = z
  .enum(['TAGGED', 'UNTAGGED', 'ANY'])
  .optional();
