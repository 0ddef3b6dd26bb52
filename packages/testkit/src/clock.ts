/** A clock that stands still until a test moves it. Pass `clock.now` wherever `() => Date` is asked for. */
export interface Clock {
  now(): Date;
  /** Moves forward (or back, if negative). */
  advance(ms: number): void;
  set(time: Date | string): void;
}

/** A clock at `time`; the default is an arbitrary fixed instant. */
export function fakeClock(time: Date | string = '2026-01-01T00:00:00Z'): Clock {
  let nowMs = new Date(time).getTime();
  return {
    now: () => new Date(nowMs),
    advance: (ms) => void (nowMs += ms),
    set: (to) => void (nowMs = new Date(to).getTime()),
  };
}
