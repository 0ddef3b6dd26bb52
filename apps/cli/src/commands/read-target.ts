import { folderLayerCache, readImage, type ReadImage } from '@plimsoll/engine';
import { layerFolder } from '../environment.ts';
import { openTarget } from '../target.ts';
import { bar, megabytes, ProgressLine, type Terminal } from '../terminal.ts';

export interface ReadTargetOptions {
  readonly platform: string | undefined;
  /** False reads every layer again and keeps nothing. */
  readonly cache: boolean;
  readonly quiet: boolean;
}

/** Opens and reads the image that a target names, with a progress line on a terminal. @throws PlimsollError if it cannot be read */
export async function readTarget(
  target: string,
  options: ReadTargetOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ReadImage> {
  const { source, reference } = await openTarget(target, environment);
  const line = new ProgressLine(terminal, options.quiet);
  try {
    return await readImage(source, {
      ...(reference === undefined ? {} : { reference }),
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      ...(options.cache ? { cache: folderLayerCache(layerFolder(environment)) } : {}),
      onProgress: ({ layersDone, layers, bytesDone, bytes }) => {
        line.show(
          `${bar(bytes === 0 ? 1 : bytesDone / bytes)} layer ${layersDone} of ${layers}, ${megabytes(bytesDone)} of ${megabytes(bytes)}`,
        );
      },
    });
  } finally {
    line.clear();
    await source.close();
  }
}
