import { open, stat } from 'node:fs/promises';
import { type ImageSource, openDockerArchive, openOciLayout } from '@plimsoll/image';
import { PlimsollError } from '@plimsoll/model';

/** An image that somebody named on the command line. */
export interface Target {
  readonly source: ImageSource;
  /** Tag, digest or reference name; undefined = the only image there is. */
  readonly reference?: string;
  /** For people: as it was written. */
  readonly name: string;
}

/** What `openTarget` understands, for `--help` and for errors. */
export const TARGET_HELP = `TARGET is one of
  oci:DIR[:REFERENCE]      an OCI image layout, a folder or a tar file; REFERENCE is its name, repository:tag or digest
  docker-archive:FILE      what docker save wrote
  REGISTRY/REPOSITORY:TAG  an image in Amazon ECR: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0
  sbom:FILE                a bill of materials, CycloneDX or SPDX as JSON (scan and inventory only)
  PATH                     a folder or a file of one of these kinds`;

const SBOM = 'sbom:';

const ECR_HOST = /^\d{12}\.dkr[.-]ecr/;

/**
 * Opens what a target names.
 *
 * @throws PlimsollError INVALID_REFERENCE if it is none of the kinds; whatever the source throws when it is opened
 */
export async function openTarget(text: string, environment: NodeJS.ProcessEnv = process.env): Promise<Target> {
  if (text.startsWith('oci:')) return openLayout(text.slice('oci:'.length), text);
  if (text.startsWith(SBOM)) {
    throw new PlimsollError('INVALID_REFERENCE', `${JSON.stringify(text)} is a bill of materials: this needs the image itself`);
  }
  if (text.startsWith('docker-archive:')) return { source: await openDockerArchive(text.slice('docker-archive:'.length)), name: text };
  if (ECR_HOST.test(text)) {
    const { openEcrImage } = await import('@plimsoll/ecr');
    return { ...openEcrImage(text, ecrEndpoint(environment)), name: text };
  }
  const kind = await kindOf(text);
  if (kind === 'folder') return openLayout(text, text);
  if (kind === 'file') return { source: await openDockerArchive(text), name: text };
  throw new PlimsollError(
    'INVALID_REFERENCE',
    `${JSON.stringify(text)} is neither a path that exists nor an image that Plimsoll can fetch`,
    {
      hint: TARGET_HELP,
    },
  );
}

/** The file of a target that is a bill of materials, by its prefix or because it is a file that starts like JSON; undefined for others. */
export async function sbomFileOf(text: string): Promise<string | undefined> {
  if (text.startsWith(SBOM)) return text.slice(SBOM.length);
  if (/^(?:oci|docker-archive):/.test(text) || ECR_HOST.test(text) || (await kindOf(text)) !== 'file') return undefined;
  const file = await open(text);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return /^\ufeff?\s*\{/.test(buffer.toString('utf8', 0, bytesRead)) ? text : undefined;
  } finally {
    await file.close();
  }
}

/** Loopback names of this machine. */
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Where ECR is, if not at AWS: an endpoint of the AWS SDK's own variables. One on this machine (an emulator) may hand out layers from
 * `localhost` under its port.
 */
function ecrEndpoint(environment: NodeJS.ProcessEnv): { endpoint?: string; layerHosts?: readonly string[] } {
  const endpoint = environment['AWS_ENDPOINT_URL_ECR'] || environment['AWS_ENDPOINT_URL'];
  if (endpoint === undefined || endpoint === '') return {};
  const url = URL.parse(endpoint);
  if (url === null) throw new PlimsollError('INVALID_INPUT', `AWS_ENDPOINT_URL: ${JSON.stringify(endpoint)} is not a URL`);
  return LOOPBACK.has(url.hostname) ? { endpoint, layerHosts: [`localhost:${url.port}`] } : { endpoint };
}

/** `DIR`, `DIR:name` or `DIR:repository:tag`: the longest prefix that exists is the path, for a path may hold colons too. */
async function openLayout(text: string, name: string): Promise<Target> {
  const colons = [text.length, ...[...text.matchAll(/:/g)].map(({ index }) => index).toReversed()];
  for (const end of colons) {
    const path = text.slice(0, end);
    if (path === '' || !(await exists(path))) continue;
    const reference = text.slice(end + 1);
    return { source: await openOciLayout(path), name, ...(reference === '' ? {} : { reference }) };
  }
  throw new PlimsollError('IMAGE_NOT_FOUND', `there is no OCI layout at ${JSON.stringify(text)}`, { hint: TARGET_HELP });
}

async function exists(path: string): Promise<boolean> {
  return (await kindOf(path)) !== undefined;
}

/** Undefined if there is nothing. @throws PlimsollError INVALID_INPUT if that cannot be told */
async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw new PlimsollError('INVALID_INPUT', `${JSON.stringify(path)} cannot be looked at: ${message}`, { cause: error });
  }
}
