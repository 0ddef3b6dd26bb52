import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@plimsoll/cli';
import { CheckDocument } from '@plimsoll/reports';
import { afterAll, describe, expect, it } from 'vitest';
import { corpusFolder, imagesOf } from './layout-files.ts';

const corpus = corpusFolder();
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-checks-'));

/** Of the Debian base: `tar tvf LAYER | grep -E '^-..[sS]|^-.....[sS]'`. */
const SETUID_OF_DEBIAN = [
  'usr/bin/chage 2755',
  'usr/bin/chfn 4755',
  'usr/bin/chsh 4755',
  'usr/bin/expiry 2755',
  'usr/bin/gpasswd 4755',
  'usr/bin/mount 4755',
  'usr/bin/newgrp 4755',
  'usr/bin/passwd 4755',
  'usr/bin/su 4755',
  'usr/bin/umount 4755',
  'usr/sbin/unix_chkpwd 2755',
];
const SECRETS = ['CIS-4.10-build', 'CIS-4.10-env', 'CIS-4.10-files'];

describe.skipIf(corpus === undefined)('checks of the labelled images', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['shop-web.1.4.0', 'shop-web.1.5.0'])('%s: root by default, a secret in ENV, port 22, an outdated base', async (image) => {
    const results = await failuresOf(image);

    expect(results.filter(({ origin }) => origin === 'application').map(({ id, message }) => `${id}: ${message}`)).toEqual([
      'CIS-4.1: The image runs as root, because it names no user',
      expect.stringMatching(/^CIS-4\.10-env: ENV DB_PASSWORD holds a secret/),
      'CIS-4.6: The image has no HEALTHCHECK',
      'exposed-ssh: The image exposes port 22 (SSH)',
      'labels: The image has no label org.opencontainers.image.revision, org.opencontainers.image.licenses',
      expect.stringMatching(/^stale-base: The base image platform\/nginx:1-20260711 is outdated/),
    ]);
    expect(JSON.stringify(results)).not.toContain('example-not-a-real-password');
  });

  it('shop-web.1.6.0: runs as 1000 on a base that is up to date', async () => {
    expect((await failuresOf('shop-web.1.6.0')).map(({ id }) => id)).toEqual(['CIS-4.6', 'CIS-4.8', 'labels']);
  });

  it('team-orders.2.1.0: root, and says so itself', async () => {
    expect((await failuresOf('team-orders.2.1.0')).find(({ id }) => id === 'CIS-4.1')).toMatchObject({
      message: 'The image runs as root: it says USER root',
      origin: 'application',
    });
  });

  it('team-inventory.1: nothing but a binary, user 65532', async () => {
    expect((await failuresOf('team-inventory.1')).map(({ id }) => id)).toEqual(['CIS-4.6', 'labels']);
  });

  it('finds every setuid and setgid file of the base, and blames the base', async () => {
    for (const image of ['platform-debian.12-20260711', 'shop-web.1.4.0', 'team-orders.2.1.0']) {
      const result = (await failuresOf(image)).find(({ id }) => id === 'CIS-4.8');

      expect(result?.evidence).toEqual(SETUID_OF_DEBIAN);
      expect(result?.origin).toBe(image.startsWith('platform') ? 'unknown' : 'base');
    }
  });

  it('takes nothing else in any image for a secret', async () => {
    const images = imagesOf(join(corpus!, 'images'));
    const found: string[] = [];
    for (const image of images) {
      for (const { id, message } of await failuresOf(image)) if (SECRETS.includes(id)) found.push(`${image} ${message.slice(0, 35)}`);
    }

    expect(images).toHaveLength(11);
    expect(found).toEqual(['shop-web.1.4.0 ENV DB_PASSWORD holds a secret, by ', 'shop-web.1.5.0 ENV DB_PASSWORD holds a secret, by ']);
  });
});

async function failuresOf(image: string): Promise<CheckDocument['results']> {
  const layout = `oci:${join(corpus!, 'images')}`;
  let stdout = '';
  const terminal = { stdout: { write: (text: string) => void (stdout += text) }, stderr: { write: () => undefined } };
  const args = ['check', `${layout}:${image}`, '--registry', layout, '--format', 'json', '--max-base-age', '3650'];
  const status = await run(args, { PLIMSOLL_CACHE_DIR: folder }, terminal);

  expect(status).toBe(0);
  return CheckDocument.parse(JSON.parse(stdout)).results.filter((result) => result.status === 'fail');
}
