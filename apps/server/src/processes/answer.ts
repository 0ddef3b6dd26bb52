import { type ErrorCode, PlimsollError } from '@plimsoll/model';

/** What a process answers: plain data, for it crosses processes. */
export type Answer<Result> = { readonly type: 'result'; readonly result: Result } | ErrorAnswer;

interface ErrorAnswer {
  readonly type: 'error';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A bug is told too, with where it was. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof PlimsollError) return { type: 'error', code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { type: 'error', code: 'INTERNAL', message, hint: undefined };
}

/** The result. @throws PlimsollError what the process met */
export function resultOf<Result>(answer: Answer<Result>): Result {
  if (answer.type === 'result') return answer.result;
  throw new PlimsollError(answer.code, answer.message, { hint: answer.hint });
}
