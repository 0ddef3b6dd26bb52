import { AwsError } from '../aws-error.ts';
import type { Repository } from '../store/repository.ts';
import type { Principal } from './directory.ts';
import { denialReason } from './evaluate.ts';

/** One call that needs permission. */
export interface Authorization {
  readonly principal: Principal;
  /** `ecr:DescribeImages` */
  readonly action: string;
  /** Each must be allowed. */
  readonly resources: readonly AuthorizedResource[];
  readonly registryId: string;
  readonly region: string;
}

export interface AuthorizedResource {
  readonly arn: string;
  /** Undefined if it does not exist, or is not a repository: authorisation comes before existence. */
  readonly repository: Repository | undefined;
}

/** @throws AwsError AccessDeniedException, which names principal, action, resource and reason */
export function authorize({ principal, action, resources, registryId, region }: Authorization): void {
  const context = new Map([
    ['aws:principalarn', principal.arn],
    ['aws:requestedregion', region],
  ]);
  for (const { arn, repository } of resources) {
    const reason = denialReason({
      action,
      resource: arn,
      principalNames: principal.names,
      crossAccount: principal.account !== registryId,
      identityPolicies: principal.identityPolicies,
      resourcePolicy: repository?.policy?.statements,
      guardrails: principal.guardrails,
      context,
    });
    if (reason !== undefined) {
      throw new AwsError(
        'AccessDeniedException',
        `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${arn} ${reason}`,
      );
    }
  }
}
