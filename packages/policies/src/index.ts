export { type BuiltInPolicy, builtInPolicies } from './built-in.ts';
export { evaluate, type Evaluation, isInScope, needsOf } from './evaluate.ts';
export { fitsGlob } from './glob.ts';
export type { Need } from './rule-kind.ts';
