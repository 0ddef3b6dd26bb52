import type { PolicyFacts } from '@plimsoll/model';
import type { Outcome } from './rule-kind.ts';

const NOT_READ = 'The image has not been read';

export function pass(message: string): Outcome {
  return { state: 'pass', message };
}

export function unknown(message: string): Outcome {
  return { state: 'unknown', message };
}

/** Answers a rule that only a read image can answer. */
export function ofRead({ isRead }: PolicyFacts, answer: () => Outcome): Outcome {
  return isRead ? answer() : unknown(NOT_READ);
}

/** Answers a rule that is broken by what is installed: nothing found in an image that was not wholly read says nothing. */
export function ofContents(facts: PolicyFacts, broken: Outcome | undefined, otherwise: Outcome): Outcome {
  if (!facts.isRead) return unknown(NOT_READ);
  if (broken !== undefined) return broken;
  if (facts.coverage === 'complete') return otherwise;
  return { ...otherwise, state: 'unknown', message: `${otherwise.message} so far, but not everything of the image could be read` };
}

/** The same for findings: without advisories there are none. */
export function ofFindings(facts: PolicyFacts, broken: Outcome | undefined, otherwise: Outcome): Outcome {
  if (facts.isRead && !facts.hasAdvisories) return unknown('There are no advisories to compare with yet');
  return ofContents(facts, broken, otherwise);
}

/** `1 finding`, `2 findings` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
