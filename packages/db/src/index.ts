export {
  type AdvisoryState,
  advisoryState,
  beginRematch,
  endRematch,
  saveAdvisoryStatus,
  saveVulnerabilities,
  storedVulnerabilities,
} from './advisory-builds.ts';
export { type Ageing, readAgeing } from './ageing.ts';
export { type AffectedImage, allAffectedImages, listAffectedImages } from './affected-images.ts';
export { addAudit, addConnectionLog, type AuditEntry, listAudit, listConnectionLog, type LogEntry } from './audit.ts';
export { type ComplianceScope, countSections, type FailingImage, imagesFailing } from './check-compliance.ts';
export { checkResultsOf, saveCheckResults, type StoredCheckResult } from './check-results.ts';
export type { ConnectionState, DecisionKind, ImageState, PlanState } from './codes.ts';
export { connect, type Database, type Queryable } from './connect.ts';
export {
  addConnection,
  type ConnectionChange,
  disconnect,
  getConnection,
  listConnections,
  type NewConnection,
  reconnect,
  sealedCredentialsOf,
  type StoredConnection,
  updateConnection,
} from './connections.ts';
export { type DecisionPreview, previewDecision } from './decision-preview.ts';
export type { DecisionScope, DecisionTarget, PackageBuild } from './decision-target.ts';
export { type Deadlines, readDeadlines } from './deadlines.ts';
export {
  type Decision,
  type DecisionState,
  getDecision,
  getDecisions,
  listDecisions,
  makeDecision,
  makeDecisions,
  type NewDecision,
} from './decisions.ts';
export { type ConnectionTotals, connectionTotals, type Counts, countsOfImages } from './counts.ts';
export { type RunningDatabase, type StartOptions, startDatabase } from './embedded/start-database.ts';
export { endDecision, endDecisions, expireDecisions } from './end-decisions.ts';
export {
  ecosystemsOfFindings,
  evidenceOf,
  type FindingDecision,
  type FindingFilter,
  type FindingRow,
  type FindingSort,
  listFindings,
} from './findings.ts';
export { type RiskWeights, type ShippedImage, type TimeToRemediate, timesToRemediate } from './exposures.ts';
export { type FleetFix, fleetFixes } from './fleet-fixes.ts';
export { type FollowedPlan, getFollowedPlan, listFollowedPlans, type PlanFilter, type PlanTotals, planTotals } from './followed-plans.ts';
export { type Hidden, type HiddenFinding, type HidingRule, listHidden, rulesReaching } from './hidden-findings.ts';
export { describeImage, findImage, type FoundImage, type ImageAddress, type ImageDescription, type ImageLayer } from './image-detail.ts';
export { type ImageFilter, listImages, listRepositories, type RepositorySummary, type TaggedImage } from './image-list.ts';
export { type InstalledPackage, listInstalledPackages } from './image-packages.ts';
export {
  type ImageProblem,
  type ImageToRead,
  imagesToRead,
  markFailed,
  markNotImage,
  markReading,
  problemsOfConnection,
} from './images.ts';
export { type IndexChild, recordIndex } from './indexes.ts';
export { type ImageConfig, type ReadInventory, saveInventory } from './inventories.ts';
export {
  currentTags,
  type CurrentTag,
  findLineageImages,
  type LineageImage,
  lineageImage,
  lineageImages,
  lineagePlatforms,
  type LineageQuestion,
} from './lineage.ts';
export { type DatabaseLayerCache, layerCache, trimLayerCache } from './layer-cache.ts';
export { loadMigrations, migrate, type Migration } from './migrate.ts';
export { endUnshipped, type PlanTarget, planTargets, repositoriesToPlan } from './plan-targets.ts';
export { type MadePlans, type OpenPlan, openPlansOf, type PlanToSave, savePlanFailure, savePlans } from './save-plans.ts';
export { listNotAffected, type NotAffectedRow } from './not-affected.ts';
export { type Overview, readOverview } from './overview.ts';
export type { Page, PageRequest } from './page.ts';
export {
  addPolicy,
  changePolicy,
  getPolicy,
  listPolicies,
  type PolicyChange,
  type PolicyInput,
  removePolicy,
  saveBuiltInPolicies,
  type StoredPolicy,
} from './policies.ts';
export { imagesForPolicies, type PolicyImage, readPolicyFacts } from './policy-facts.ts';
export { listPolicyGroups, policiesOfScope, type PolicyGroup, type PolicyOfScope } from './policy-groups.ts';
export {
  arePoliciesDue,
  closeOtherResults,
  type ImagePolicy,
  listPolicyImages,
  policiesOfImage,
  type PolicyCounts,
  policyCounts,
  type PolicyDay,
  type PolicyImageRow,
  type PolicyResult,
  policyTrend,
  savePolicyResults,
  writePolicyDay,
} from './policy-results.ts';
export { readRemediation, type Remediation } from './remediation.ts';
export { type JudgedRelease, operatingSystems, saveReleaseProblems } from './release-problems.ts';
export { applyRematch, type Rematch, type RematchChanges } from './rematch.ts';
export { type ListedRepository, recordRepositories } from './repositories.ts';
export { readScatter, type ScatterRow } from './scatter.ts';
export { allSubjects, type StoredSubject, subjectsByName, subjectsUnknown } from './subjects.ts';
export { storedLayers, type StoredLayers } from './stored-layers.ts';
export { imagesNamed, type NamedImage, type NamedVulnerability, vulnerabilitiesNamed } from './statement-targets.ts';
export { checkSummaries, type Drift, rebuildSummaries } from './summaries.ts';
export {
  advanceProgress,
  connectionsDue,
  connectionsInProgress,
  endProgress,
  type ProgressStep,
  type StoredProgress,
} from './sync-progress.ts';
export { type ListedImage, type ListingChanges, recordListing } from './tags.ts';
export { countTargets, type TargetCount } from './target-counts.ts';
export { readTrend, type TrendDay, writeDailySummary } from './trends.ts';
export { riskOf, type RiskFactors } from './risk.ts';
export { saveEpssScores } from './epss-scores.ts';
export type { Judge } from './verdicts.ts';
export {
  describeVulnerability,
  listVulnerabilities,
  type VulnerabilityDescription,
  type VulnerabilityFilter,
  type VulnerabilitySummary,
} from './vulnerabilities.ts';
