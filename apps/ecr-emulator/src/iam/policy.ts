import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { type Condition, CONDITION_OPERATORS } from './conditions.ts';

/** A policy as written in JSON. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: '*' | { readonly AWS: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement made regular: lists everywhere. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[] | undefined;
  /** Undefined where the policy hangs on a resource and names none. */
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

/** The statements of one document. */
export type Policy = readonly Statement[];

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Principal: z
      .union([z.literal('*').transform(() => ['*']), z.object({ AWS: texts }).transform((principal) => principal.AWS)])
      .optional(),
    Condition: z.partialRecord(z.enum(CONDITION_OPERATORS), z.record(z.string(), texts)).optional(),
  })
  .refine((parts) => (parts.Action === undefined) !== (parts.NotAction === undefined), 'a statement has either Action or NotAction')
  .transform((parts): Statement => ({
    effect: parts.Effect,
    actions: parts.Action ?? [],
    notActions: parts.NotAction,
    resources: parts.Resource,
    notResources: parts.NotResource,
    principals: parts.Principal ?? [],
    conditions: Object.entries(parts.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys ?? {}).map(([key, values]) => ({ operator, key, values })),
    ),
  }));

const policy = z
  .object({
    Version: z.string().optional(),
    Statement: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(statement)),
  })
  .transform((parts): Policy => parts.Statement);

/**
 * Reads a policy document. What the emulator cannot evaluate (a condition operator that it does not know) is refused, not ignored.
 *
 * @throws PlimsollError INVALID_INPUT
 */
export function parsePolicy(document: unknown): Policy {
  const parsed = policy.safeParse(document);
  if (!parsed.success) throw new PlimsollError('INVALID_INPUT', `not a policy: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
