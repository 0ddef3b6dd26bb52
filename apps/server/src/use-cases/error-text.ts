import type { Connection, DoctorReport } from '@plimsoll/contract';
import type { ErrorCode, PlimsollError } from '@plimsoll/model';

/** A headline for failures that people see on a card; the message follows it. */
const TITLES: Partial<Record<ErrorCode, string>> = {
  CREDENTIALS_INVALID: 'The access key is not valid.',
  CREDENTIALS_EXPIRED: 'The credentials have expired.',
  CREDENTIALS_MISSING: 'There are no credentials.',
  ASSUME_ROLE_DENIED: 'The role cannot be assumed.',
  CLOCK_SKEW: 'The clock is wrong.',
  REGION_INVALID: 'The region does not fit.',
  REGION_DISABLED: 'The region is not enabled.',
  PERMISSION_DENIED: 'A permission is missing.',
  ENDPOINT_UNREACHABLE: 'Amazon ECR cannot be reached.',
  ENDPOINT_NOT_ALLOWED: 'The endpoint is not allowed.',
  LAYER_HOST_BLOCKED: 'Layers cannot be fetched.',
  THROTTLED: 'AWS slows us down.',
  SECRET_KEY_INVALID: 'The stored credentials cannot be opened.',
};

export function toFailure({ code, message, hint }: PlimsollError): NonNullable<DoctorReport['failure']> {
  return { code, title: TITLES[code] ?? 'Something went wrong.', message, ...(hint === undefined ? {} : { hint }) };
}

/** The same with the time, as a connection keeps it. */
export function toLastError(error: PlimsollError, at: Date): NonNullable<Connection['lastError']> {
  return { ...toFailure(error), at: at.toISOString() };
}
