import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of this program. Work on hostile input is done in one: what eats all memory, or crashes, takes its process down, not the API. */
export interface Child {
  /** A process that is gone hears nothing: its end says so. */
  send(message: object): void;
  onMessage(listen: (message: unknown) => void): void;
  /** Called once, with why it ended; also if it could not be started. Its last messages have been heard then. */
  onEnd(listen: (why: string) => void): void;
  /** Kills it. Done when it is gone. */
  end(): Promise<void>;
}

export interface ChildOptions {
  /** Of its heap; default Node's own. A thread would not do: its limit ends the whole program when an allocation meets it before V8 stops the thread. */
  readonly memoryMegabytes?: number | undefined;
}

/** Of what a process writes when it dies. */
const MAX_LAST_WORDS = 4096;

export function startChild(entry: URL, { memoryMegabytes }: ChildOptions = {}): Child {
  const child = fork(entry, {
    execArgv: memoryMegabytes === undefined ? [] : [`--max-old-space-size=${memoryMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-MAX_LAST_WORDS);
  });
  const ended = Promise.withResolvers<string>();
  child.on('error', (error) => ended.resolve(`it could not be started: ${error.message}`));
  // `close`, not `exit`: its last words have been read then.
  child.on('close', (code, signal) => ended.resolve(whyOf(lastWords, code, signal)));
  return {
    send: (message) => void child.send(message, () => undefined),
    onMessage: (listen) => void child.on('message', listen),
    onEnd: (listen) => void ended.promise.then(listen),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function whyOf(lastWords: string, code: number | null, signal: string | null): string {
  if (/heap out of memory|Allocation failed/.test(lastWords)) return 'it ran out of memory';
  const last = lastWords.trim().split('\n').at(-1) ?? '';
  return `it ended with ${signal ?? `status ${code}`}${last === '' ? '' : `: ${last}`}`;
}
