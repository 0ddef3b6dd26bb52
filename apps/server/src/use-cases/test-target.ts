import type { DoctorReport } from '@plimsoll/contract';
import { diagnose, type EcrCredentials, type EcrTarget } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import type { Config } from '../config.ts';
import { toFailure } from './error-text.ts';

/** What the configuration lets connections do. */
export type TargetPolicy = Pick<Config, 'allowedEndpoints' | 'allowedLayerHosts' | 'allowAmbient'>;

export interface TargetInput {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly credentials: EcrCredentials;
  readonly sessionName?: string;
}

/**
 * A target that the configuration allows.
 *
 * @throws PlimsollError ENDPOINT_NOT_ALLOWED for an endpoint that is not on the list, FORBIDDEN for this machine's own identity where that
 *   is not offered
 */
export function toTarget({ region, endpoint, credentials, sessionName }: TargetInput, policy: TargetPolicy): EcrTarget {
  if (endpoint !== undefined && !policy.allowedEndpoints.includes(endpoint)) {
    throw new PlimsollError('ENDPOINT_NOT_ALLOWED', `${endpoint} is not among the allowed endpoints`, {
      hint: 'an administrator can add it to PLIMSOLL_ALLOWED_ENDPOINTS',
    });
  }
  const usesAmbient = credentials.kind === 'ambient' || (credentials.kind === 'role' && credentials.source.kind === 'ambient');
  if (usesAmbient && !policy.allowAmbient) {
    throw new PlimsollError('FORBIDDEN', "this machine's own AWS identity is not offered to connections", {
      hint: 'an administrator can set PLIMSOLL_ALLOW_AMBIENT=true',
    });
  }
  return {
    region,
    credentials,
    layerHosts: policy.allowedLayerHosts,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(sessionName === undefined ? {} : { sessionName }),
  };
}

/** Tries all five permissions. Failures of AWS are part of the report; only what the configuration forbids is thrown. */
export async function testTarget(target: EcrTarget): Promise<DoctorReport> {
  const { failure, permissions, warnings, ...rest } = await diagnose(target);
  return {
    ...rest,
    region: target.region,
    permissions: permissions.map((permission) => ({ ...permission })),
    warnings: [...warnings],
    ...(failure === undefined ? {} : { failure: toFailure(failure) }),
    testedAt: new Date().toISOString(),
  };
}
