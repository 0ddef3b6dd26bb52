/** The emulator's own time: the machine's, moved. Signatures, tokens, layer URLs, throttles and the `Date` header all go by it. */
export interface EmulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the clock, forwards or (negative) backwards. */
  advance(ms: number): void;
}

/** A clock that runs as `base` does until it is moved. */
export function createClock(base: () => number = Date.now): EmulatorClock {
  let offsetMs = 0;
  return {
    now: () => base() + offsetMs,
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}
