/** The five actions that Plimsoll asks for, and no other. */
export const ACTIONS = [
  'ecr:GetAuthorizationToken',
  'ecr:DescribeRepositories',
  'ecr:DescribeImages',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
] as const;

export type Action = (typeof ACTIONS)[number];

/** `aws`, `aws-cn`, `aws-us-gov`, ... of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}

/** The whole policy as JSON text: the token action exists on `*` only, the other four on the repositories of the account. */
export function policyText(region: string, account = '*'): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [statement(ACTIONS.slice(0, 1), '*'), statement(ACTIONS.slice(1), repositoriesArn(region, account))],
    },
    undefined,
    2,
  );
}

/** The statement that grants one action, as JSON text. */
export function statementText(action: Action, region: string, account = '*'): string {
  return JSON.stringify(statement([action], action === ACTIONS[0] ? '*' : repositoriesArn(region, account)), undefined, 2);
}

/** What the role's trust policy must say, as JSON text; `principal` is whoever assumes it. */
export function trustPolicyText(principal: string, externalId: string): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: principal },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': externalId } },
        },
      ],
    },
    undefined,
    2,
  );
}

function statement(actions: readonly Action[], resource: string): object {
  return { Effect: 'Allow', Action: actions.length === 1 ? actions[0] : actions, Resource: resource };
}

function repositoriesArn(region: string, account: string): string {
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/*`;
}
