import type { StoredImage } from './repository.ts';

const DAY_MS = 86_400_000;

/** Notes a pull; as on Amazon, the time moves at most about once a day. */
export function recordPull(image: StoredImage, now: number): void {
  if (image.pulledAt === undefined || now - image.pulledAt >= DAY_MS) image.pulledAt = now;
}
