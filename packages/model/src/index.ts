export { coverageWith } from './coverage.ts';
export { type Digest, isDigest, parseDigest } from './digest.ts';
export { ERROR_CODES, type ErrorCode, PlimsollError, type Problem, toProblem } from './errors.ts';
export {
  type Epss,
  type Evidence,
  type FixState,
  type Justification,
  JUSTIFICATIONS,
  type Link,
  type LinkStatus,
  type Verdict,
  type Vulnerability,
} from './finding.ts';
export type { Coverage, Inventory, InventorySet, Layer, Member, PackageSet, SetFacts, Subject } from './inventory.ts';
export { isDeeperThan } from './json-depth.ts';
export type { OperatingSystem } from './operating-system.ts';
export type { Package, PackageType, SourcePackage } from './package.ts';
export type { FindingFact, Policy, PolicyFacts, PolicyScope, PolicyState, Rule, RuleResult } from './policy.ts';
export { purlOfPackage, purlOfSubject } from './purl.ts';
export { countSeverities, SEVERITIES, type Severity, type SeverityCounts, severityOfRank, severityRank } from './severity.ts';
export { subjectKey } from './subject-key.ts';
