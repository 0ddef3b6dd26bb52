import type { Emulator } from '@plimsoll/ecr-emulator';
import { buildArtifact, buildImage, buildIndex, type BuiltImage, type BuiltManifest, type FileSpec } from '@plimsoll/testkit';

/** `12`: what a Debian 12 of a month holds, as much of it as the tests need. */
const base = buildImage({
  layers: [{ files: { ...osRelease(), ...dpkg({ openssl: '3.0.11-1~deb12u1', zlib: '1:1.2.13.dfsg-1' }) }, instruction: 'debootstrap' }],
});

function nginxImage(nginx: string): BuiltImage {
  return buildImage({
    base,
    layers: [
      {
        files: dpkg({ openssl: '3.0.11-1~deb12u1', zlib: '1:1.2.13.dfsg-1', nginx }),
        instruction: 'RUN /bin/sh -c apt-get install --yes nginx # buildkit',
      },
    ],
  });
}

const nginx = nginxImage('1.22.1-9');

/** `platform/nginx:2`: what was wrong with nginx is mended. */
export const newerNginx = nginxImage('1.22.1-9+deb12u1');

/** An application on a base: its own layers are the dependencies and the code. */
export function shopImage(version: string, dependencies: Readonly<Record<string, string>>, on: BuiltImage = nginx): BuiltImage {
  return buildImage({
    base: on,
    layers: [
      { files: nodeModules(dependencies), instruction: 'RUN /bin/sh -c npm ci --omit=dev # buildkit' },
      { files: { 'srv/app/server.js': `// ${version}\n` }, instruction: 'COPY . /srv/app # buildkit' },
    ],
    emptyInstructions: ['USER 1000'],
  });
}

export const DEPENDENCIES = { minimist: '0.0.8', lodash: '4.17.4', ejs: '3.1.6', request: '2.88.0', 'left-pad': '1.3.0' };

export const shop = shopImage('1.4.0', DEPENDENCIES);

const api = (platform: string): BuiltImage =>
  buildImage({
    platform,
    layers: [
      {
        files: { 'etc/os-release': 'ID=alpine\nVERSION_ID=3.19.1\n', 'lib/apk/db/installed': apk({ busybox: '1.36.1-r15' }) },
        instruction: 'ADD alpine-minirootfs-3.19.1.tar.gz / # buildkit',
      },
      { files: { 'srv/PLATFORM': platform }, instruction: 'COPY . /srv # buildkit' },
    ],
  });

const signature = buildArtifact({
  configMediaType: 'application/vnd.oci.image.config.v1+json',
  layers: [{ mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json', content: '{"critical":{}}' }],
});

/** Repository and tag -> what was pushed there. */
const IMAGES: Readonly<Record<string, BuiltImage | BuiltManifest>> = {
  'platform/debian:12': base,
  'platform/nginx:1': nginx,
  'shop/web:1.4.0': shop,
  'shop/api:2': buildIndex({ manifests: [{ image: api('linux/amd64') }, { image: api('linux/arm64') }] }),
  [`shop/web:${shop.manifest.digest.replace(':', '-')}.sig`]: signature,
  'team/broken:1': buildImage({
    base,
    layers: [{ files: { 'srv/node_modules/half/package.json': '{ "name": "half", "version": ' }, instruction: 'COPY . /srv # buildkit' }],
  }),
};

/** Fills a registry as pushes would. */
export async function pushAll(emulator: Emulator): Promise<void> {
  for (const [name, image] of Object.entries(IMAGES)) await push(emulator, name, image);
}

/** Puts one image under `repository:tag`. */
export async function push(emulator: Emulator, name: string, image: BuiltImage | BuiltManifest): Promise<void> {
  const colon = name.lastIndexOf(':');
  const repository = name.slice(0, colon);
  for (const blob of image.blobs) {
    await emulator.registry.putBlob(blob.bytes);
    // A child of an index is a manifest of its own, without a tag.
    if (/manifest/.test(blob.mediaType)) await emulator.registry.putManifest(repository, blob);
  }
  await emulator.registry.putManifest(repository, { ...image.manifest, tag: name.slice(colon + 1) });
}

function osRelease(): Record<string, FileSpec> {
  return { 'etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n' };
}

function dpkg(packages: Readonly<Record<string, string>>): Record<string, FileSpec> {
  const records = Object.entries(packages).map(
    ([name, version]) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
  );
  return { 'var/lib/dpkg/status': records.join('\n') };
}

function apk(packages: Readonly<Record<string, string>>): string {
  return Object.entries(packages)
    .map(([name, version]) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n\n`)
    .join('');
}

/** `srv/app/node_modules/<name>/package.json` for each. */
export function nodeModules(dependencies: Readonly<Record<string, string>>): Record<string, FileSpec> {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [
      `srv/app/node_modules/${name}/package.json`,
      JSON.stringify({ name, version, license: 'MIT' }),
    ]),
  );
}
