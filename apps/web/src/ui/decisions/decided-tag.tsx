import type { FindingDecision } from '@plimsoll/contract';
import { Tag } from '../tags.tsx';
import { decisionInWords, KINDS } from './decision-words.ts';

/** Beside a finding that a decision hides: which kind, and on hover who decided it and why. */
export function DecidedTag({ decision }: { decision: FindingDecision }) {
  return <Tag title={decisionInWords(decision)}>{KINDS[decision.kind].tag}</Tag>;
}
