import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { type Emulator, startEmulator } from '@plimsoll/ecr-emulator';
import { writeAdvisories } from './advisories.ts';
import { pushAll } from './registry.ts';

/** The program as `npm start` runs it, in a process of its own, beside a registry with images and a folder of advisories. */
export interface Product {
  /** `http://127.0.0.1:43210` */
  readonly url: string;
  /** The one-time link that it printed. */
  readonly setupLink: string;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

export const REGION = 'eu-central-1';
export const ADMIN = { name: 'Ada', email: 'ada@example.test', password: 'a long enough password' };

const MAIN = resolve(import.meta.dirname, '../../apps/server/src/main.ts');

export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-browser-'));
  const emulator = await startEmulator({ regions: [REGION] });
  await pushAll(emulator);
  const { mirror, kev } = await writeAdvisories(folder);
  const server = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PLIMSOLL_DATA_DIR: join(folder, 'data'),
      PLIMSOLL_PORT: '0',
      PLIMSOLL_MIRROR: mirror,
      PLIMSOLL_KEV: kev,
      PLIMSOLL_ALLOWED_ENDPOINTS: emulator.endpoint,
      PLIMSOLL_ALLOWED_LAYER_HOSTS: new URL(emulator.layerEndpoint).host,
      PLIMSOLL_LOG_LEVEL: 'error',
    },
  });
  const close = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const setupLink = await printedLink(server);
    return {
      url: new URL(setupLink).origin,
      setupLink,
      emulator,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Creates the admin and signs the page in, without the forms. */
export async function createAdmin({ url, setupLink }: Product, page: Page): Promise<void> {
  await post(page, `${url}/api/setup`, { token: new URL(setupLink).searchParams.get('token'), ...ADMIN });
  await signIn({ url }, page);
}

/** Gives the page a session. */
async function signIn({ url }: Pick<Product, 'url'>, page: Page): Promise<void> {
  await post(page, `${url}/api/auth/sign-in/email`, { email: ADMIN.email, password: ADMIN.password });
}

/** Creates the admin and connects the registry, for tests of what comes after. @returns when all images were read */
export async function connectRegistry(product: Product, page: Page): Promise<void> {
  const { url, emulator } = product;
  await createAdmin(product, page);
  await post(page, `${url}/api/connections`, {
    name: 'Production',
    region: REGION,
    endpoint: emulator.endpoint,
    credentials: { kind: 'keys', ...emulator.keys },
    intervalMinutes: 60,
  });
  for (;;) {
    const { images, shown } = (await (await page.request.get(`${url}/api/connections/1`)).json()) as {
      images: { total: number; read: number; notImages: number };
      shown: string;
    };
    if (shown === 'connected' && images.total > 0 && images.read + images.notImages === images.total) return;
    await page.waitForTimeout(200);
  }
}

async function post(page: Page, url: string, data: unknown): Promise<void> {
  const response = await page.request.post(url, { data });
  if (!response.ok()) throw new Error(`${url}: ${response.status()} ${await response.text()}`);
}

async function printedLink(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const link = /^Create the first admin: (\S+)$/.exec(line)?.[1];
    if (link !== undefined) {
      server.stdout.resume();
      return link;
    }
  }
  throw new Error('the server ended before it was up');
}
