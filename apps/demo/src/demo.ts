import { join } from 'node:path';
import { createAdmin, type FleetFix, getOverview, getSession } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import { readConfig, type RunningServer, startServer } from '@plimsoll/server';
import { writeMirror } from './advisories/mirror.ts';
import { createApiClient, type ApiClient } from './api-client.ts';
import { openDataFolder } from './data-folder.ts';
import { isFree } from './free-port.ts';
import { sampleImages } from './images/catalogue.ts';
import { startRegistry } from './registry.ts';
import { firstFixes, imagesOf, loadAdvisories, scanRegistry } from './scan.ts';
import { type ImageRow, shortcomings } from './summary.ts';
import { buildWebPages } from './web-pages.ts';

/** Who signs in. The demo listens on this machine only, so its password may be known. */
export const ADMIN = { name: 'Demo', email: 'demo@plimsoll.example', password: 'harbour-lantern-seven' };

const DEFAULT_PORT = 4680;

export interface DemoOptions {
  /** 0 = any free one; undefined = 4680, or any free one if that is taken. */
  readonly port: number | undefined;
  /** Kept; undefined = a temporary folder. */
  readonly dataDir: string | undefined;
  readonly signal: AbortSignal;
  /** Is told of each step: its name, then what came of it. */
  readonly report: (step: string, text: string) => void;
}

/** The product with sample images that were scanned. */
export interface Demo {
  readonly url: string;
  readonly images: readonly ImageRow[];
  /** Distinct vulnerabilities over all images, and how many of them are being exploited. */
  readonly vulnerabilities: number;
  readonly exploited: number;
  /** What to change first. */
  readonly fixes: readonly FleetFix[];
  close(): Promise<void>;
}

/**
 * Starts everything on this machine and scans the sample images through the HTTP API.
 *
 * @throws PlimsollError that says which step failed, INTERNAL if an image was not read whole; AbortError after `signal`. Nothing is left running
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { signal, report } = options;
  const cleanUp: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of cleanUp.splice(0).toReversed()) await step();
  };
  try {
    const data = await openDataFolder(options.dataDir);
    cleanUp.push(() => data.close());
    const emulator = await startRegistry(data.registryPort ?? 0);
    cleanUp.push(() => emulator.close());
    await data.keepRegistryPort(emulator.port);
    report('registry', `${sampleImages.length} tags at ${emulator.endpoint}, which speaks the protocol of Amazon ECR`);

    report('pages', 'built now if their sources changed');
    const pages = await buildWebPages(signal);
    if (pages !== 'built') report('pages', PAGES_NOTE[pages]);
    const { mirror, kev, epss } = await writeMirror(join(data.path, 'feeds'));
    signal.throwIfAborted();
    const server = await startServer(
      readConfig({
        PLIMSOLL_DATA_DIR: join(data.path, 'server'),
        PLIMSOLL_PORT: String(await choosePort(options.port)),
        PLIMSOLL_MIRROR: mirror,
        PLIMSOLL_KEV: kev,
        PLIMSOLL_EPSS: epss,
        PLIMSOLL_ALLOWED_ENDPOINTS: emulator.endpoint,
        PLIMSOLL_ALLOWED_LAYER_HOSTS: new URL(emulator.layerEndpoint).host,
        PLIMSOLL_LOG_LEVEL: 'warn',
      }),
    );
    cleanUp.push(() => server.close());
    report('server', `${server.url}, with a Postgres of its own`);

    const api = createApiClient(server.url, signal);
    await enter(server, api);
    const context = { api, signal, report };
    report('advisories', `${await loadAdvisories(context)} records, written for this demo`);
    const connection = await scanRegistry(emulator, context);
    const images = await imagesOf(connection.id, context);
    refuseShortcomings(images);
    const { vulnerabilities, exploited } = await api.call(getOverview);
    return { url: server.url, images, vulnerabilities, exploited, fixes: await firstFixes(context), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const PAGES_NOTE = {
  stale: 'could not be built, older ones are shown; `node tools/build-web.ts` says why',
  missing: 'could not be built, so only the API can be used; `node tools/build-web.ts` says why',
};

/** Creates the admin at the first start, by the one-time token; signs in. */
async function enter({ setupToken }: RunningServer, api: ApiClient): Promise<void> {
  const { needsSetup } = await api.call(getSession);
  if (needsSetup) await api.call(createAdmin, { body: { token: setupToken, ...ADMIN } });
  await api.signIn(ADMIN.email, ADMIN.password);
}

async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return (await isFree(DEFAULT_PORT)) ? DEFAULT_PORT : 0;
  if (wanted === 0 || (await isFree(wanted))) return wanted;
  throw new PlimsollError('INVALID_INPUT', `port ${wanted} is taken`, { hint: 'choose another, or leave --port out' });
}

function refuseShortcomings(images: readonly ImageRow[]): void {
  const missing = images.length === sampleImages.length ? [] : [`${images.length} of ${sampleImages.length} tags were found`];
  const all = [...missing, ...shortcomings(images)];
  if (all.length > 0) throw new PlimsollError('INTERNAL', `the scan is not complete: ${all.join('; ')}`);
}
