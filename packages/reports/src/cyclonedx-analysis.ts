import { Enums } from '@cyclonedx/cyclonedx-library';
import type { Justification } from '@plimsoll/model';
import { decisionText } from './decided-finding.ts';
import type { FindingDecision } from './document.ts';

const { AnalysisJustification, AnalysisResponse, AnalysisState } = Enums.Vulnerability;

/** CycloneDX knows other reasons than OpenVEX: where none says the same, the detail does. */
export const ANALYSIS_JUSTIFICATION: { readonly [name in Justification]?: Enums.Vulnerability.AnalysisJustification } = {
  vulnerable_code_not_present: AnalysisJustification.CodeNotPresent,
  component_not_present: AnalysisJustification.CodeNotPresent,
  vulnerable_code_not_in_execute_path: AnalysisJustification.CodeNotReachable,
  inline_mitigations_already_exist: AnalysisJustification.ProtectedByMitigatingControl,
};

export interface DecisionAnalysis {
  readonly state: Enums.Vulnerability.AnalysisState;
  readonly justification?: Enums.Vulnerability.AnalysisJustification;
  readonly response?: readonly Enums.Vulnerability.AnalysisResponse[];
  readonly detail: string;
}

/** A decision as an analysis of CycloneDX. An accepted risk is `exploitable` with the answer `will_not_fix`. */
export function analysisOf(decision: FindingDecision): DecisionAnalysis {
  const { kind, justification } = decision;
  const detail = decisionText(decision);
  if (kind === 'accepted') return { state: AnalysisState.Exploitable, response: [AnalysisResponse.WillNotFix], detail };
  if (kind === 'false-positive') return { state: AnalysisState.FalsePositive, detail };
  const known = justification === undefined ? undefined : ANALYSIS_JUSTIFICATION[justification];
  const isPlain = justification === undefined || justification === 'not_stated' || known !== undefined;
  return {
    state: AnalysisState.NotAffected,
    ...(known === undefined ? {} : { justification: known }),
    detail: isPlain ? detail : `${detail} (${justification.replaceAll('_', ' ')})`,
  };
}
