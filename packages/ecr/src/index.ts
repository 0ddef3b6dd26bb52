export type { AccessKeys, AmbientIdentity, AssumedRole, EcrCredentials, EcrTarget } from './credentials.ts';
export { type Diagnosis, diagnose, type PermissionState } from './doctor.ts';
export { createLimiters, type Limiter, type Limiters } from './limiter.ts';
export type { ManifestFailure, Manifests } from './manifests.ts';
export { openEcrImage, type OpenEcrImageOptions } from './open-ecr-image.ts';
export { type Action, ACTIONS, partitionOf, policyText, statementText, trustPolicyText } from './policies.ts';
export { redactUrl } from './redact.ts';
export { PARTITIONS, type Partition, type Region } from './regions.ts';
export { type EcrImage, type EcrRegistry, type EcrRepository, openRegistry } from './registry.ts';
