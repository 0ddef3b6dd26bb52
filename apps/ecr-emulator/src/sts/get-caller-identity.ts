import type { StsAction } from './action.ts';

/** Who am I? Needs no permission. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: StsAction = {
  name: 'GetCallerIdentity',
  run: (_parameters, { caller: { principal } }) => ({ UserId: principal.userId, Account: principal.account, Arn: principal.arn }),
};
