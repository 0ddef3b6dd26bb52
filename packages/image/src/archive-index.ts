import { type FileHandle, open } from 'node:fs/promises';
import { PlimsollError } from '@plimsoll/model';
import { SNIFF_BYTES, sniffCompression } from './decompress.ts';
import { normalisePath } from './normalise-path.ts';
import { followLinks } from './resolve-path.ts';
import { TarParser } from './tar-parser.ts';

/** Where a file lies in an archive. */
export interface ArchivedFile {
  readonly offset: number;
  readonly sizeBytes: number;
}

const READ_BYTES = 64 * 1024;
const MAX_MEMBERS = 100_000;

/** An archive that lies open, with what is in it. */
export interface OpenArchive {
  readonly handle: FileHandle;
  readonly files: ReadonlyMap<string, ArchivedFile>;
}

/**
 * Opens an image archive and finds its files by their headers alone: contents are jumped over. Links within the archive are followed, as old
 * `docker save` writes a layer that several images share as a link.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND if there is no such file; UNSUPPORTED_FORMAT if it is compressed; CORRUPT_ARCHIVE, TRUNCATED, LIMIT_EXCEEDED
 */
export async function openArchive(path: string): Promise<OpenArchive> {
  const handle = await openForReading(path);
  return closeOnError(handle, async () => {
    if (!(await handle.stat()).isFile()) throw new PlimsollError('IMAGE_NOT_FOUND', `${JSON.stringify(path)} is not a file`);
    const head = Buffer.alloc(SNIFF_BYTES);
    await handle.read(head, 0, SNIFF_BYTES, 0);
    if (sniffCompression(head) !== 'none') {
      throw new PlimsollError('UNSUPPORTED_FORMAT', `${JSON.stringify(path)} is compressed as a whole, so it cannot be read in place`, {
        hint: 'decompress it first (gunzip, zstd -d)',
      });
    }
    return { handle, files: await indexArchive(handle) };
  });
}

/** Closes the file if the work fails; else it stays open. */
export async function closeOnError<T>(handle: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new PlimsollError('IMAGE_NOT_FOUND', `${JSON.stringify(path)} cannot be opened`, { cause });
  }
}

async function indexArchive(handle: FileHandle): Promise<Map<string, ArchivedFile>> {
  const files = new Map<string, ArchivedFile>();
  const links = new Map<string, string>();
  const addLink = (name: string, target: string): void => {
    const path = normalisePath(target);
    if (path !== undefined) links.set(name, path);
  };
  const parser = new TarParser({
    onMember: ({ path, type, linkPath, offset, sizeBytes }) => {
      const name = normalisePath(path);
      if (name === undefined) return false;
      if (files.size + links.size >= MAX_MEMBERS)
        throw new PlimsollError('LIMIT_EXCEEDED', `the archive has more than ${MAX_MEMBERS} members`);
      if (type === 'file') files.set(name, { offset, sizeBytes });
      else if (type === 'hard-link') addLink(name, linkPath);
      else if (type === 'symlink') addLink(name, `${name.slice(0, name.lastIndexOf('/') + 1)}${linkPath}`);
      return false;
    },
    onContent: () => false,
    onMemberEnd: () => {},
  });
  await pushHeaders(handle, parser);
  for (const name of links.keys()) {
    const target = followLinks(name, (link) => links.get(link));
    const file = target === undefined ? undefined : files.get(target);
    if (file !== undefined) files.set(name, file);
  }
  return files;
}

async function pushHeaders(handle: FileHandle, parser: TarParser): Promise<void> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let position = 0; position < size && !parser.isAtEnd;) {
    const skipped = Math.min(parser.skippableBytes, size - position);
    if (skipped > 0) {
      parser.skip(skipped);
      position += skipped;
      continue;
    }
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    // A copy: the parser may keep pieces of an extended header, and the buffer is read into again.
    parser.push(Buffer.from(buffer.subarray(0, bytesRead)));
  }
  parser.end();
}
