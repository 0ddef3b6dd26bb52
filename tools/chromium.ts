import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/**
 * A Chromium that comes from the npm registry, for browser tests and screenshots: no apt, no download of its own.
 * `@sparticuz/chromium` carries the program, the libraries that a bare Debian lacks (libnss3 and kin) and fonts, all compressed; they are
 * inflated once into `node_modules/.cache`. It is Linux x64; elsewhere set PLIMSOLL_CHROMIUM to an installed browser.
 */
const CACHE = resolve(import.meta.dirname, '../node_modules/.cache/plimsoll-chromium');

/** Not those of the package: they hold `--single-process`, which dies with the second context. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--hide-scrollbars',
  '--no-zygote',
];

const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** Starts a browser without a window. Close it yourself. @throws Error as `chromiumOptions` does */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await chromiumOptions());
}

/**
 * How to start the browser that PLIMSOLL_CHROMIUM names, else the packaged one, which is inflated at the first call (about two seconds).
 *
 * @throws Error on another system than Linux x64 where PLIMSOLL_CHROMIUM is not set
 */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const executablePath = await chromiumExecutable();
  return { executablePath, headless: true, args: ARGUMENTS, env: { ...process.env, ...environmentOf(executablePath) } };
}

async function chromiumExecutable(): Promise<string> {
  const installed = process.env.PLIMSOLL_CHROMIUM;
  if (installed !== undefined && installed !== '') return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux x64. Set PLIMSOLL_CHROMIUM to the path of a Chrome or Chromium on this machine.');
  }
  const packed = packageFolder();
  // Named after the size of what is packed: another release is inflated anew.
  const folder = join(CACHE, String((await stat(join(packed, 'bin/chromium.br'))).size));
  if (!existsSync(folder)) await inflate(packed, folder);
  return join(folder, 'chromium');
}

/** Where the packaged browser finds its libraries, and fonts if the machine has none. Empty for an installed browser. */
function environmentOf(executablePath: string): Record<string, string> {
  const folder = dirname(executablePath);
  if (!folder.startsWith(CACHE)) return {};
  return {
    LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter((part) => part !== undefined && part !== '').join(':'),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: folder }),
  };
}

/** Beside the final folder and then renamed, so that two test processes at once never see half a browser. */
async function inflate(packed: string, folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const temporary = await mkdtemp(join(CACHE, 'inflating-'));
  await unbrotli(join(packed, 'bin/chromium.br'), join(temporary, 'chromium'));
  await chmod(join(temporary, 'chromium'), 0o755);
  for (const archive of ['al2023', 'fonts']) {
    const tar = join(temporary, `${archive}.tar`);
    await unbrotli(join(packed, `bin/${archive}.tar.br`), tar);
    await promisify(execFile)('tar', ['-x', '-f', tar, '-C', temporary]);
    await rm(tar);
  }
  // The packaged one names folders of another system.
  await writeFile(join(temporary, 'fonts.conf'), FONTS_CONF);
  await rename(temporary, folder).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

async function unbrotli(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function packageFolder(): string {
  // The package exports no package.json: its main file lies in build/<format>/.
  return resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
}
