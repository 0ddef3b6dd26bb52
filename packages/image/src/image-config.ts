import { type Digest, isDigest, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import type { HistoryEntry } from './history.ts';

/** How an image runs and how it was built. Absent members are empty: the user `''` is root. */
export interface ImageConfig {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  /** ISO 8601, as written. */
  readonly created?: string;
  readonly user: string;
  /** `NAME=value` each. */
  readonly env: readonly string[];
  /** `8080/tcp`, as written; sorted. */
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly stopSignal: string;
  /** `['CMD-SHELL', 'curl ..']`, or `['NONE']`: switched off. Undefined if the image does not say. */
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly history: readonly HistoryEntry[];
  /** sha256 of each layer's unpacked tar, in layer order. */
  readonly diffIds: readonly Digest[];
}

const list = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}).sort());

const runSchema = z.object({
  User: text,
  Env: list,
  ExposedPorts: keys,
  Volumes: keys,
  // Images of old builders hold a bare string.
  Entrypoint: z.union([z.string().transform((value) => [value]), list]),
  Cmd: z.union([z.string().transform((value) => [value]), list]),
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  WorkingDir: text,
  StopSignal: text,
  Healthcheck: z.object({ Test: list }).nullish(),
});

const historySchema = z
  .object({ created_by: text, empty_layer: z.boolean().nullish() })
  .transform((entry): HistoryEntry => ({ createdBy: entry.created_by, isEmpty: entry.empty_layer === true }));

const configSchema = z.object({
  os: text,
  architecture: text,
  variant: text,
  created: text,
  config: runSchema.nullish(),
  history: z
    .array(historySchema)
    .nullish()
    .transform((value) => value ?? []),
  rootfs: z.object({
    diff_ids: z
      .array(z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'is not a sha256 digest'))
      .nullish()
      .transform((value) => value ?? []),
  }),
});

/**
 * Reads the configuration of an image.
 *
 * @throws PlimsollError INVALID_MANIFEST if it is not one
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  const { data, error } = configSchema.safeParse(parseJson(bytes));
  if (data === undefined) {
    const issue = error.issues[0];
    throw new PlimsollError(
      'INVALID_MANIFEST',
      `the image configuration is malformed: ${issue?.path.map(String).join('.')} ${issue?.message}`,
    );
  }
  const run = data.config ?? runSchema.parse({});
  return {
    os: data.os,
    architecture: data.architecture,
    ...(data.variant === '' ? {} : { variant: data.variant }),
    ...(data.created === '' ? {} : { created: data.created }),
    user: run.User,
    env: run.Env,
    exposedPorts: run.ExposedPorts,
    volumes: run.Volumes,
    entrypoint: run.Entrypoint,
    cmd: run.Cmd,
    labels: run.Labels,
    workingDir: run.WorkingDir,
    stopSignal: run.StopSignal,
    ...(run.Healthcheck ? { healthcheck: { test: run.Healthcheck.Test } } : {}),
    history: data.history,
    diffIds: data.rootfs.diff_ids,
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch (cause) {
    throw new PlimsollError('INVALID_MANIFEST', 'the image configuration is not JSON', { cause });
  }
}
