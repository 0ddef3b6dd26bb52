/** A step of a build as an image's history has it, cleaned of the builder's additions. */
export interface BuildStep {
  readonly instruction: string;
  /** Whether it made a layer. */
  readonly hasLayer: boolean;
}

const KEYWORDS = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

/**
 * A Dockerfile for an image of which there is none: its base, then the steps that its history tells. Steps of the base are left out; what
 * is no instruction becomes a comment.
 *
 * @param baseLayerCount layers of the base; steps up to the last of them are the base's, and the empty ones right behind it the image's own
 */
export function reconstructDockerfile(from: string, steps: readonly BuildStep[], baseLayerCount: number): string[] {
  let layers = 0;
  const start = baseLayerCount === 0 ? 0 : steps.findIndex(({ hasLayer }) => hasLayer && ++layers === baseLayerCount) + 1;
  const own = steps.slice(start).map(({ instruction }) => oneLine(instruction));
  return [`FROM ${from}`, ...own.map((line) => (KEYWORDS.has(line.split(' ', 1)[0]!.toUpperCase()) ? line : `# ${line}`))];
}

/** An instruction as it stands in a reconstructed Dockerfile. */
export function oneLine(instruction: string): string {
  return instruction.replace(/\s+/g, ' ').trim();
}
