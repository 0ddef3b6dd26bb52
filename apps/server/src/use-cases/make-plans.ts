import type { EventBus } from '../events/event-bus.ts';
import type { Planner } from '../planning/planner.ts';

export interface MakePlansDeps {
  readonly planner: Pick<Planner, 'run'>;
  readonly events: Pick<EventBus, 'publish'>;
}

/** Makes plans again where something changed, and tells if there was any. @throws PlimsollError CANCELLED if the program ends meanwhile */
export async function makeAll({ planner, events }: MakePlansDeps): Promise<void> {
  const { made, failed, ended } = await planner.run();
  if (made + failed + ended > 0) await events.publish({ type: 'plans' });
}
