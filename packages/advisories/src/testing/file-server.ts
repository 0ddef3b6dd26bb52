import { createServer, type Server } from 'node:http';

/** A web server on this machine with files in memory, ETags and a log of what it answered. */
export interface FileServer {
  readonly url: string;
  /** Path with leading slash -> content; change it at will. Absent = 404. */
  readonly files: Map<string, Uint8Array>;
  /** `200 /npm/all.zip`, in the order of the answers. */
  readonly log: string[];
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, Uint8Array>();
  const log: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const content = files.get(path);
    const etag = `"${content === undefined ? '' : Buffer.from(content).toString('base64').slice(-40)}${content?.byteLength ?? 0}"`;
    const status = content === undefined ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    log.push(`${status} ${path}`);
    response.writeHead(status, { etag });
    response.end(status === 200 ? content : undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`,
    files,
    log,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
