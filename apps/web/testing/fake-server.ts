import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServerEvent } from '@plimsoll/contract';
import { createFakeApi, type FakeApi } from '../src/testing/fake-api.ts';
import type { Scenario } from '../src/testing/fake-state.ts';

const DIST = resolve(import.meta.dirname, '../dist');

/** As strict as the server's, so that a page that breaks it is seen here. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface FakeServer {
  readonly url: string;
  readonly api: FakeApi;
  /** Sends an event to every page that listens. */
  emit(event: ServerEvent): void;
  close(): Promise<void>;
}

/** The built pages with the fake API behind them, on a free port of this machine. */
export async function startFakeServer(scenario: Scenario, port = 0): Promise<FakeServer> {
  const api = createFakeApi(scenario);
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => void respond(api, listeners, request, response));
  await new Promise<void>((settle) => server.listen(port, '127.0.0.1', settle));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    api,
    emit: (event) => listeners.forEach((listener) => listener.write(`data: ${JSON.stringify(event)}\n\n`)),
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

async function respond(api: FakeApi, listeners: Set<ServerResponse>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  if (url.startsWith('/api/events')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    listeners.add(response.on('close', () => listeners.delete(response)));
    return;
  }
  if (url.startsWith('/api/')) {
    const text = await textOf(request);
    const { status, json, file } = api.handle(request.method ?? 'GET', url, text === '' ? undefined : JSON.parse(text));
    if (file !== undefined) {
      const disposition = `attachment; filename="${file.name}"`;
      response.writeHead(status, { 'content-type': file.mediaType, 'content-disposition': disposition }).end(file.text);
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    return;
  }
  const path = join(DIST, normalize(new URL(url, 'http://localhost').pathname));
  const file = path.startsWith(DIST) && extname(path) !== '' ? await readFile(path).catch(() => undefined) : undefined;
  const body = file ?? (await readFile(join(DIST, 'index.html')));
  response
    .writeHead(200, {
      'content-type': file === undefined ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
      'content-security-policy': CONTENT_SECURITY_POLICY,
    })
    .end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
  return address.port;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { scenario: { type: 'string', default: 'full' }, port: { type: 'string', default: '4690' } } });
  const scenario = (['full', 'fresh', 'empty', 'failing', 'signed-out', 'setup', 'viewer'] as const).find(
    (name) => name === values.scenario,
  );
  if (scenario === undefined) throw new Error(`no scenario "${values.scenario}"`);
  const { url } = await startFakeServer(scenario, Number(values.port));
  process.stdout.write(`The pages with made-up data: ${url}\n`);
}
