import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ECRClient, type ECRClientConfig } from '@aws-sdk/client-ecr';
import type { Emulator } from '../emulator.ts';
import type { AccessKeys } from '../iam/directory.ts';

/** What a command-line client said. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const AWS = existsSync('/usr/bin/aws') ? '/usr/bin/aws' : 'aws';

/** Proofs that need a client are skipped, and shown as skipped, on a machine without it. */
export const hasAws: boolean = runs(AWS);
export const hasSkopeo: boolean = runs('skopeo');
export const hasCurl: boolean = runs('curl');

/** A private folder for one test file. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ecr-emulator-'));
}

/** The JavaScript SDK, with the emulator's admin keys unless others are given. */
export function sdk(emulator: Emulator, config: ECRClientConfig = {}): ECRClient {
  return new ECRClient({ endpoint: emulator.endpoint, region: emulator.region, credentials: emulator.keys, ...config });
}

/** The AWS command line, free of the machine's own configuration. */
export function aws(
  emulator: Emulator,
  args: readonly string[],
  options: { keys?: AccessKeys & { sessionToken?: string }; region?: string } = {},
): Promise<Ran> {
  const keys: AccessKeys & { sessionToken?: string } = options.keys ?? emulator.keys;
  return run(AWS, ['--endpoint-url', emulator.endpoint, '--region', options.region ?? emulator.region, ...args], {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_RETRY_MODE: 'standard',
    AWS_MAX_ATTEMPTS: '3',
    AWS_PAGER: '',
  });
}

/** skopeo, with its passwords in a folder of the test. */
export function skopeo(folder: string, args: readonly string[], stdin?: string): Promise<Ran> {
  return run('skopeo', args, { REGISTRY_AUTH_FILE: join(folder, 'auth.json'), XDG_RUNTIME_DIR: folder, HOME: folder }, stdin);
}

/** Runs a program to its end; never throws for its exit code. */
export function run(program: string, args: readonly string[], env: Record<string, string>, stdin?: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { env: { PATH: process.env['PATH'], ...env }, maxBuffer: 64 * 1024 ** 2, encoding: 'utf8' },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
      },
    );
    child.stdin?.end(stdin ?? '');
  });
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
