export { type BaseTags, tagsOfBase } from './base-tags.ts';
export { comparatorOf } from './choose-version.ts';
export {
  type ChangedFinding,
  type ChangedPackage,
  type ComparedFinding,
  type ComparedImage,
  type ComparedPackage,
  compareImages,
  type Comparison,
  type Origin,
} from './compare.ts';
export { type ConfigurationEdit, configurationEdits } from './configuration-edits.ts';
export { type BuildStep, reconstructDockerfile } from './dockerfile.ts';
export { type Delta, type FindingKey, keyOf, type Match, type Matched } from './finding-keys.ts';
export { type FixPlan, planFixes, type PlannedEdit, type Plans, simulateSteps } from './fix-plan.ts';
export { formatTagName, indexImages, type KnownImage, type KnownImages, type Material, type TagName } from './known-images.ts';
export { type Base, baseOf, type Lineage, type LineageNode, lineageOf, statedDigests } from './lineage.ts';
export type { Edit, ManifestFile } from './managers/manager.ts';
export { isManifest, isManifestRead } from './managers/registry.ts';
export { assessBase, type AssessOptions, type BaseAssessment, type BaseCandidate, type OutdatedReason } from './outdated-base.ts';
export type { PlanInput, ReadCandidate } from './plan-input.ts';
export { toDockerfileDiff, toPullRequest, toShellLines } from './plan-text.ts';
export { exploitedRisk, severityRisk } from './risk.ts';
export { replaceVersions, type Simulation, swapBase } from './simulate.ts';
export { compareTags, parseTag, stepBetween, type TagStep, type TagVersion } from './tag-line.ts';
