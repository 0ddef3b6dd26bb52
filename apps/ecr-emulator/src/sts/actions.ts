import type { StsAction } from './action.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

/** Every operation of STS. The order carries no meaning. */
export const actions: readonly StsAction[] = [assumeRole, getCallerIdentity];
