import { readFileSync } from 'node:fs';
import { CheckDocument } from '@plimsoll/reports';
import { buildImage } from '@plimsoll/testkit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld } from '../testing/run-command.ts';

const base = buildImage({
  layers: [{ files: { 'bin/su': { content: 'ELF', mode: 0o4755 } }, instruction: 'ADD rootfs.tar /' }],
  config: { Env: ['BASE_TOKEN=k9ZpQ2wvLm'] },
});
const web = buildImage({
  base,
  layers: [
    { files: { 'app/.npmrc': '//registry.npmjs.org/:_authToken=k9ZpQ2wvLmTbTvRn\n' }, instruction: 'COPY . /app # buildkit' },
    { files: {}, removes: ['app/.npmrc'], instruction: 'RUN /bin/sh -c rm /app/.npmrc # buildkit' },
  ],
  config: { Env: ['BASE_TOKEN=k9ZpQ2wvLm', 'APP_TOKEN=k9ZpQ2wvLx'], ExposedPorts: { '22/tcp': {} } },
});
const schema = JSON.parse(readFileSync(new URL('../../../../docs/schemas/check.schema.json', import.meta.url), 'utf8')) as object;

let world: CommandWorld;
beforeAll(async () => {
  world = await commandWorld({ 'platform-base.1': base, 'shop-web.latest': web });
});
afterAll(() => world.close());

async function failuresOf(image: string, ...args: string[]): Promise<CheckDocument['results']> {
  const { stdout } = await world.run('check', `oci:${world.images}:${image}`, '-f', 'json', ...args);
  return CheckDocument.parse(JSON.parse(stdout)).results.filter(({ status }) => status === 'fail');
}

describe('check', () => {
  it('prints what its schema says', async () => {
    const { stdout } = await world.run('check', `oci:${world.images}:shop/web:latest`, '-f', 'json');
    const validate = new Ajv2020().compile(schema);

    validate(JSON.parse(stdout));

    expect(validate.errors).toBeNull();
  });

  it('needs no advisories, and tells whose fault it is from the images at hand', async () => {
    const failures = await failuresOf('shop/web:latest', '--registry', `oci:${world.images}`);

    expect(failures.map(({ id, origin, layer, message }) => [id, origin, layer.instruction, message])).toEqual(
      expect.arrayContaining([
        ['CIS-4.10-env', 'base', '', 'ENV BASE_TOKEN holds a secret'],
        ['CIS-4.10-env', 'application', '', 'ENV APP_TOKEN holds a secret'],
        ['CIS-4.10-files', 'application', 'COPY . /app', expect.stringContaining('a later layer deletes')],
        ['CIS-4.8', 'base', 'ADD rootfs.tar /', '1 setuid or setgid file: bin/su'],
        ['exposed-ssh', 'application', '', 'The image exposes port 22 (SSH)'],
        ['latest-tag', 'application', '', 'The image is used by the tag latest'],
      ]),
    );
  });

  it('does not guess whose fault it is without them', async () => {
    const failures = await failuresOf('shop/web:latest');

    expect(failures.find(({ id }) => id === 'CIS-4.8')).toMatchObject({ origin: 'unknown' });
    expect(failures.map(({ id }) => id)).toContain('latest-tag');
  });

  it('takes a digest for what it is: no tag', async () => {
    expect((await failuresOf(web.manifest.digest)).map(({ id }) => id)).not.toContain('latest-tag');
  });

  it('shows no secret whole, in no format', async () => {
    const { stdout: table } = await world.run('check', `oci:${world.images}:shop/web:latest`);
    const { stdout: document } = await world.run('check', `oci:${world.images}:shop/web:latest`, '-f', 'json');

    expect(table).toContain('APP_TOKEN=k9****');
    expect(table + document).not.toMatch(/k9ZpQ2wvL/);
  });
});
