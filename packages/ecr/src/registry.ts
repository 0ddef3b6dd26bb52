import { Readable } from 'node:stream';
import { DescribeImagesCommand, DescribeRepositoriesCommand, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import type { Descriptor, ImageSource } from '@plimsoll/image';
import { type Digest, isDigest, PlimsollError } from '@plimsoll/model';
import { createSender } from './client.ts';
import type { EcrTarget } from './credentials.ts';
import { download } from './download.ts';
import { checkLayerUrl } from './layer-url.ts';
import type { Limiters } from './limiter.ts';
import { fetchManifest, fetchManifests, fetchTaggedManifest, type Manifests } from './manifests.ts';

export interface EcrRepository {
  readonly name: string;
  readonly uri: string;
  readonly account: string;
  readonly createdAt: Date;
  readonly isImmutable: boolean;
}

/** A tagged image as the listing shows it: an image, an index or something else. */
export interface EcrImage {
  readonly digest: Digest;
  readonly tags: readonly string[];
  /** Empty if ECR does not say. */
  readonly mediaType: string;
  readonly artifactType: string | undefined;
  /** Of an index: its largest child. */
  readonly sizeBytes: number;
  readonly pushedAt: Date;
  /** Refreshed about daily; undefined if it was never pulled. */
  readonly pulledAt: Date | undefined;
}

/** One account and region of Amazon ECR. Every method throws PlimsollErrors (`aws-errors.ts`). */
export interface EcrRegistry {
  /** All repositories, a page at a time (up to 1,000). */
  repositories(signal?: AbortSignal): AsyncGenerator<readonly EcrRepository[]>;
  /** All tagged images of a repository, a page at a time (up to 1,000). The listing is complete when it ends. */
  images(repository: string, signal?: AbortSignal): AsyncGenerator<readonly EcrImage[]>;
  manifests(repository: string, digests: readonly Digest[], signal?: AbortSignal): Promise<Manifests>;
  /** Reads images of one repository. */
  source(repository: string): ImageSource;
  /** True while AWS slows us down. */
  readonly isSlowed: boolean;
  close(): void;
}

const PAGE = 1000;
/** `{}`: the configuration of artifacts that have none. Nobody needs to fetch it. @see https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidance-for-an-empty-descriptor */
const EMPTY_JSON = 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

/** @param limiters share them between registries of the same account and region */
export function openRegistry(target: EcrTarget, limiters?: Limiters): EcrRegistry {
  const sender = createSender(target, limiters);
  const abortable = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
    signal === undefined ? {} : { abortSignal: signal };

  async function layerUrl(repositoryName: string, layerDigest: Digest, signal?: AbortSignal): Promise<URL> {
    const command = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest });
    const { downloadUrl } = await sender.send('GetDownloadUrlForLayer', (client) => client.send(command, abortable(signal)), signal);
    return checkLayerUrl(downloadUrl ?? '', target);
  }

  return {
    repositories: (signal) =>
      pages(async (nextToken) => {
        const command = new DescribeRepositoriesCommand({ maxResults: PAGE, nextToken });
        const output = await sender.send('DescribeRepositories', (client) => client.send(command, abortable(signal)), signal);
        const rows = (output.repositories ?? []).map((row): EcrRepository => ({
          name: row.repositoryName ?? '',
          uri: row.repositoryUri ?? '',
          account: row.registryId ?? '',
          createdAt: row.createdAt ?? new Date(0),
          isImmutable: row.imageTagMutability?.startsWith('IMMUTABLE') ?? false,
        }));
        return { rows, nextToken: output.nextToken };
      }),
    images: (repository, signal) =>
      pages(async (nextToken) => {
        const command = new DescribeImagesCommand({
          repositoryName: repository,
          maxResults: PAGE,
          nextToken,
          filter: { tagStatus: 'TAGGED' },
        });
        const output = await sender.send('DescribeImages', (client) => client.send(command, abortable(signal)), signal);
        const rows = (output.imageDetails ?? []).flatMap((row): EcrImage[] =>
          row.imageDigest === undefined || !isDigest(row.imageDigest) || (row.imageTags ?? []).length === 0
            ? []
            : [
                {
                  digest: row.imageDigest,
                  tags: row.imageTags ?? [],
                  mediaType: row.imageManifestMediaType ?? '',
                  artifactType: row.artifactMediaType,
                  sizeBytes: row.imageSizeInBytes ?? 0,
                  pushedAt: row.imagePushedAt ?? new Date(0),
                  pulledAt: row.lastRecordedPullTime,
                },
              ],
        );
        return { rows, nextToken: output.nextToken };
      }),
    manifests: (repository, digests, signal) => fetchManifests(sender, repository, digests, signal),
    source: (repository) => ({
      name: repository,
      mayDiffer: true,
      fetchManifest: (reference) =>
        reference !== undefined && isDigest(reference)
          ? fetchManifest(sender, repository, reference)
          : fetchTaggedManifest(sender, repository, reference ?? 'latest'),
      openBlob: (blob, { signal } = {}) => Promise.resolve(openBlob(blob, repository, signal)),
      close: () => Promise.resolve(),
    }),
    get isSlowed() {
      return sender.isSlowed;
    },
    close: () => sender.close(),
  };

  function openBlob(blob: Descriptor, repository: string, signal: AbortSignal | undefined): Readable {
    if (blob.digest === EMPTY_JSON) return Readable.from([Buffer.from('{}')]);
    return Readable.from(
      download({ url: (inner) => layerUrl(repository, blob.digest, inner), sizeBytes: blob.sizeBytes, name: blob.digest, signal }),
      { objectMode: false },
    );
  }
}

/** Follows tokens to the end. A token that comes twice would go round for ever. */
async function* pages<T>(
  fetchPage: (token: string | undefined) => Promise<{ rows: readonly T[]; nextToken: string | undefined }>,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { rows, nextToken } = await fetchPage(token);
    if (rows.length > 0) yield rows;
    if (nextToken !== undefined && seen.has(nextToken)) throw new PlimsollError('REGISTRY_ERROR', 'ECR gave the same page token twice');
    if (nextToken !== undefined) seen.add(nextToken);
    token = nextToken;
  } while (token !== undefined);
}
