import type { FileHandle } from 'node:fs/promises';
import { PlimsollError } from '@plimsoll/model';
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

/**
 * Finds the files of an image archive by its headers alone: contents are jumped over. Links within the archive are followed, as old `docker save`
 * writes a layer that several images share as a link.
 *
 * @throws PlimsollError CORRUPT_ARCHIVE, TRUNCATED, LIMIT_EXCEEDED
 */
export async function indexArchive(handle: FileHandle): Promise<Map<string, ArchivedFile>> {
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
