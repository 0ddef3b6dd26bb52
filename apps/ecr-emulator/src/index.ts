export type { EmulatorClock } from './clock.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts';
export { type Fault, type FaultPlan, type FaultRule, faults } from './faults.ts';
export type { AccessKeys, Directory, IdentitySpec, RoleSpec, UserSpec } from './iam/directory.ts';
export { readerRole } from './iam/reader-role.ts';
export type { PolicyDocument, PolicyStatement } from './iam/policy.ts';
export type { RegistryControl } from './registry-control.ts';
export type { LogEntry } from './request-log.ts';
export type { ThrottleRule, Throttles } from './throttles.ts';
