import { type Answer, toErrorAnswer } from './answer.ts';

/**
 * How every process of ours lives: its parent ends it, and it never outlives its parent. Ctrl-C reaches all processes of a terminal at once and
 * is the parent's to answer.
 */
export function followParent(): void {
  process.on('disconnect', () => process.exit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

/** Answers the first message and ends: the other side of `runInProcess`. */
export function serveOnce<Request, Result>(run: (request: Request) => Promise<Result>): void {
  followParent();
  process.once('message', (request: Request) => {
    void run(request)
      .then((result): Answer<Result> => ({ type: 'result', result }), toErrorAnswer)
      .then((answer) => process.send?.(answer, () => process.exit()));
  });
}
