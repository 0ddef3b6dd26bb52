import { z } from 'zod';
import { repositoryArn } from '../arn.ts';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../authenticate.ts';
import { authorize, type AuthorizedResource } from '../iam/authorize.ts';
import { invalidParameter } from '../service-errors.ts';
import type { RegistryKey } from '../store/registry.ts';
import type { LogEntry } from '../request-log.ts';
import type { World } from '../world.ts';

/** Members that are undefined are left out of the answer. */
export type JsonOutput = Readonly<Record<string, unknown>>;

/** An operation of the JSON API. */
export interface Operation {
  /** `DescribeImages`; needs the permission `ecr:DescribeImages`. */
  readonly name: string;
  /** Checks the input, asks for permission, and runs, in this order. @throws AwsError */
  call(body: unknown, context: OperationContext): Promise<JsonOutput>;
}

interface OperationContext {
  readonly world: World;
  readonly caller: Caller;
  readonly entry: LogEntry;
}

/** The context with the registry that the input names. */
export interface RunContext extends OperationContext {
  readonly key: RegistryKey;
}

interface Definition<Input> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  /** What the permission is asked for; default: the repository that the input names, else `*`. */
  resources?(input: Input, context: RunContext): readonly AuthorizedResource[];
  run(input: Input, context: RunContext): JsonOutput | Promise<JsonOutput>;
}

/** Ties an operation's input to its run. */
export function defineOperation<Input extends { registryId?: string | undefined; repositoryName?: string | undefined }>(
  definition: Definition<Input>,
): Operation {
  return {
    name: definition.name,
    call: async (body, { world, caller, entry }) => {
      const parsed = definition.input.safeParse(body);
      if (!parsed.success) throw inputError(parsed.error, body);
      const input = parsed.data;
      const key = { registryId: input.registryId ?? caller.principal.account, region: caller.region };
      const context = { world, caller, entry, key };
      if (input.repositoryName !== undefined) entry.repository = input.repositoryName;
      world.throttles.take(definition.name, `${caller.principal.account}/${caller.region}`);
      authorize({
        principal: caller.principal,
        action: `ecr:${definition.name}`,
        resources: definition.resources?.(input, context) ?? [namedResource(context, input.repositoryName)],
        registryId: key.registryId,
        region: key.region,
      });
      return definition.run(input, context);
    },
  };
}

/** The repository of that name, existing or not, as something to be authorised; `*` without a name. */
export function namedResource({ world, key }: Pick<RunContext, 'world' | 'key'>, name: string | undefined): AuthorizedResource {
  if (name === undefined) return { arn: '*', repository: undefined };
  return { arn: repositoryArn(key.region, key.registryId, name), repository: world.registry.find(key, name) };
}

function inputError(error: z.ZodError, body: unknown): AwsError {
  const issue = error.issues[0];
  if (!issue) return invalidParameter('input', 'Member must be valid');
  const member = issue.path.map(String).join('.');
  if (issue.code === 'too_big') return invalidParameter(member, sizeRule(issue.origin, `less than or equal to ${issue.maximum}`));
  if (issue.code === 'too_small') return invalidParameter(member, sizeRule(issue.origin, `greater than or equal to ${issue.minimum}`));
  if (issue.code === 'invalid_format') return invalidParameter(member, `must satisfy regular expression ${bare(issue.pattern ?? '')}`);
  if (issue.code === 'invalid_value')
    return invalidParameter(member, `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`);
  if (issue.code === 'invalid_type' && valueAt(body, issue.path) === undefined) return invalidParameter(member, 'Member must not be null');
  if (issue.code === 'custom') return invalidParameter(member, issue.message);
  return new AwsError('SerializationException', `the member '${member}' is not of the expected type`);
}

function sizeRule(origin: string, rule: string): string {
  return `Member must have ${origin === 'number' || origin === 'int' ? 'value' : 'length'} ${rule}`;
}

/** `/^[0-9]{12}$/` as Amazon writes it: `[0-9]{12}`. */
function bare(pattern: string): string {
  return pattern.replace(/^\/\^/, '').replace(/\$\/$/, '');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
