import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';

const State = z.object({ registryPort: z.int().min(1).max(65_535) });

/** Where a demo keeps what it needs. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  /** Where the registry listened before: the saved connection points there. Undefined in a new folder. */
  readonly registryPort: number | undefined;
  keepRegistryPort(port: number): Promise<void>;
  /** Removes a temporary folder; one that was asked for stays. */
  close(): Promise<void>;
}

/** Opens a folder, which is made if it is missing, or a temporary one if none is named. @throws PlimsollError INVALID_INPUT for a damaged `demo.json` */
export async function openDataFolder(path: string | undefined): Promise<DataFolder> {
  const folder = path === undefined ? await mkdtemp(join(tmpdir(), 'plimsoll-demo-')) : resolve(path);
  await mkdir(folder, { recursive: true });
  const stateFile = join(folder, 'demo.json');
  return {
    path: folder,
    registryPort: await readPort(stateFile),
    keepRegistryPort: (registryPort) => writeFile(stateFile, `${JSON.stringify({ registryPort })}\n`),
    close: async () => {
      if (path === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function readPort(stateFile: string): Promise<number | undefined> {
  const text = await readFile(stateFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseState(text, stateFile).registryPort;
}

function parseState(text: string, stateFile: string): z.output<typeof State> {
  try {
    return State.parse(JSON.parse(text));
  } catch (cause) {
    throw new PlimsollError('INVALID_INPUT', `${stateFile} is not what the demo wrote`, {
      hint: 'choose another folder, or empty this one',
      cause,
    });
  }
}
