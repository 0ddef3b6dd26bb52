export { distributionProblems, releaseProblems } from './distribution-problems.ts';
export { distributions } from './distributions/registry.ts';
export { judge } from './judge.ts';
export type { Match } from './links.ts';
export { matchSubject } from './match-subject.ts';
export { subjectOf, type SubjectAnswer } from './subject-of.ts';
