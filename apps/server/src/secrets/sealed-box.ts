import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';

/** Seals small secrets so that a copy of the database alone is worth nothing. */
export interface SealedBox {
  /** AES-256-GCM under a fresh nonce; `context` (`connection:7`) must be the same when it is opened. */
  seal(plain: string, context: string): Uint8Array;
  /** @throws PlimsollError SECRET_KEY_INVALID if the key or the context is another, or the bytes were changed */
  open(sealed: Uint8Array, context: string): string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const KEY_FILE = 'secret.key';

export function createSealedBox(key: Uint8Array): SealedBox {
  return {
    seal: (plain, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed);
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      try {
        if (bytes[0] !== VERSION) throw new Error(`sealed under version ${bytes[0]}`);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(context))
          .setAuthTag(tag);
        return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new PlimsollError('SECRET_KEY_INVALID', `the credentials of ${context} cannot be opened with this secret key`, {
          hint: 'start with the PLIMSOLL_SECRET_KEY or the key file that sealed them, or enter the credentials again',
          cause,
        });
      }
    },
  };
}

/**
 * The key that seals credentials: `configured` (32 bytes as base64 or hex), else the key file of the data folder, made at first start
 * with mode 0600.
 *
 * @throws PlimsollError SECRET_KEY_INVALID if it is not 32 bytes
 */
export async function loadSecretKey(configured: string | undefined, dataDir: string): Promise<Uint8Array> {
  if (configured !== undefined) return parseKey(configured, 'PLIMSOLL_SECRET_KEY');
  const file = join(dataDir, KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return parseKey(await readFile(file, 'utf8'), file);
}

function parseKey(text: string, place: string): Uint8Array {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  if (key.length !== KEY_BYTES) {
    throw new PlimsollError('SECRET_KEY_INVALID', `${place} holds ${key.length} bytes, not ${KEY_BYTES}`, {
      hint: 'make one with: openssl rand -base64 32',
    });
  }
  return key;
}
