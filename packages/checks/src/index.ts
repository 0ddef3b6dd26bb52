export type {
  BuildStep,
  Check,
  CheckInput,
  CheckResult,
  CheckStatus,
  ImageFact,
  ImageSettings,
  KnownBase,
  Observation,
  Origin,
} from './check.ts';
export { FactCollector, FACTS_VERSION, type LayerFacts } from './files/fact-collector.ts';
export type { FileFact, MemberHeader } from './files/file-fact.ts';
export { checks } from './registry.ts';
export { runChecks } from './run-checks.ts';
export { type CisSection, cisSections } from './cis.ts';
