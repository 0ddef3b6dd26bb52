import type { BuiltImage, BuiltManifest } from '@plimsoll/testkit';

/** An image of the demo under one of its tags. */
export interface SampleImage {
  readonly repository: string;
  readonly tag: string;
  readonly image: BuiltImage | BuiltManifest;
  /** ISO 8601. */
  readonly pushedAt: string;
}

/** Path without a leading slash -> text, as `buildImage` takes it. */
export type Files = Readonly<Record<string, string>>;

/** An instruction as BuildKit writes it into the history of an image. */
export function run(command: string): string {
  return `RUN /bin/sh -c ${command} # buildkit`;
}
