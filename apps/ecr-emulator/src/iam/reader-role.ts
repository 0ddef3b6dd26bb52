import type { RoleSpec } from './directory.ts';

/** All that a scanner of images needs. */
const READ_ACTIONS = ['ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** A role that may read images and nothing else, for whoever in the account (or any other) knows the external id and may assume roles. */
export function readerRole(name: string, externalId: string): RoleSpec {
  return {
    name,
    policies: [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
          { Effect: 'Allow', Action: READ_ACTIONS, Resource: 'arn:*:ecr:*:*:repository/*' },
        ],
      },
    ],
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: '*',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    },
  };
}
