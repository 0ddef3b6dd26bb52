import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import type { Emulator } from '../emulator.ts';
import type { AccessKeys } from '../iam/directory.ts';
import { sdk, skopeo } from './clients.ts';

/** The `Authorization` header of registry requests. */
export async function basicAuthorization(emulator: Emulator, keys: AccessKeys = emulator.keys): Promise<string> {
  const { authorizationData } = await sdk(emulator, { credentials: keys }).send(new GetAuthorizationTokenCommand({}));
  return `Basic ${authorizationData?.[0]?.authorizationToken}`;
}

/** Logs skopeo in, with its password file in the folder. */
export async function loginSkopeo(emulator: Emulator, folder: string, keys: AccessKeys = emulator.keys): Promise<void> {
  const authorization = await basicAuthorization(emulator, keys);
  const password = Buffer.from(authorization.slice('Basic '.length), 'base64').toString().slice('AWS:'.length);
  const { code, stderr } = await skopeo(
    folder,
    ['login', '--tls-verify=false', '-u', 'AWS', '--password-stdin', hostOf(emulator)],
    password,
  );
  if (code !== 0) throw new Error(`skopeo login failed: ${stderr}`);
}

/** `127.0.0.1:4566` */
export function hostOf(emulator: Emulator): string {
  return `127.0.0.1:${emulator.port}`;
}
