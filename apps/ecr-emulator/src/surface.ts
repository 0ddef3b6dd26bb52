import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';
import type { LogEntry } from './request-log.ts';
import type { World } from './world.ts';

/** One of the protocols that the server speaks on its port. */
export interface Surface {
  matches(incoming: Incoming): boolean;
  /** Reads what is needed to know the operation, so that faults can come before anything else. */
  prepare(incoming: Incoming): Promise<PreparedRequest>;
  /** The error in the protocol's form. */
  failure(error: unknown, context: { readonly requestId: string; readonly incoming: Incoming }): Reply;
}

interface PreparedRequest {
  /** As the log and the fault plan name it. */
  readonly operation: string;
  /** Answers; fills in the log entry as it learns who asks for what. */
  answer(exchange: Exchange): Promise<Reply>;
}

interface Exchange {
  readonly world: World;
  readonly incoming: Incoming;
  readonly entry: LogEntry;
}
