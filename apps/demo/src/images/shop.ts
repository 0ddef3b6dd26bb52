import { buildArtifact, buildImage, type BuiltImage, buildIndex, type BuiltManifest } from '@plimsoll/testkit';
import { type AlpineBase, currentAlpine, currentAlpineArm64 } from './alpine.ts';
import { apkDatabase } from './apk-database.ts';
import { currentDebian, type DebianBase, outdatedDebian } from './debian.ts';
import { type DebianPackage, dpkgDatabase, withPackages } from './dpkg-database.ts';
import { npmInstall, pipInstall } from './language-packages.ts';
import { run } from './sample-image.ts';

const OLD_OPENSSL = '3.0.15-1~deb12u1';
const NEW_OPENSSL = '3.0.22-1~deb12u2';

const WEB_1_4 = {
  'body-parser': '1.19.0',
  cookie: '0.4.0',
  express: '4.17.1',
  jsonwebtoken: '8.5.1',
  lodash: '4.17.20',
  minimist: '1.2.5',
  moment: '2.29.1',
  'path-to-regexp': '0.1.7',
  qs: '6.7.0',
  request: '2.88.2',
  semver: '7.3.5',
};

/** Its team updated what was worst. */
const WEB_1_5 = { ...WEB_1_4, lodash: '4.17.21', minimist: '1.2.8', semver: '7.5.4' };

/** All of it, and the base with it; `request` has no successor. */
const WEB_1_6 = {
  ...WEB_1_5,
  'body-parser': '1.20.3',
  cookie: '0.7.1',
  express: '4.21.2',
  jsonwebtoken: '9.0.2',
  moment: '2.30.1',
  'path-to-regexp': '0.1.12',
  qs: '6.13.0',
};

const webTools = (openssl: string): DebianPackage[] => [
  ['ca-certificates', '20230311+deb12u1'],
  ['libssl3', openssl, 'openssl'],
  ['openssl', openssl],
];

const oldNode = nodeOn(outdatedDebian, OLD_OPENSSL, '2025-02-04T00:00:00Z');
const newNode = nodeOn(currentDebian, NEW_OPENSSL, '2026-11-20T06:00:00Z');

export const web140: BuiltImage = web(oldNode, '2025-02-10T00:00:00Z', WEB_1_4);
export const web150: BuiltImage = web(oldNode, '2026-07-11T00:00:00Z', WEB_1_5);
export const web160: BuiltImage = web(newNode, '2026-11-20T12:00:00Z', WEB_1_6);

/** As cosign signs an image: a manifest of its own, under a tag that is made of the digest. */
export const web160Signature: BuiltManifest = buildArtifact({
  configMediaType: 'application/vnd.oci.image.config.v1+json',
  layers: [
    {
      mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
      content: JSON.stringify({
        critical: { image: { 'docker-manifest-digest': web160.manifest.digest }, type: 'cosign container image signature' },
      }),
    },
  ],
});

export const api231: BuiltImage = api(outdatedDebian, OLD_OPENSSL, '2025-02-12T00:00:00Z', {
  Django: '4.2.10',
  Jinja2: '3.1.2',
  Pillow: '9.5.0',
  certifi: '2022.12.7',
  cryptography: '41.0.3',
  gunicorn: '20.1.0',
  requests: '2.31.0',
  urllib3: '1.26.15',
});

export const api240: BuiltImage = api(currentDebian, NEW_OPENSSL, '2026-11-21T00:00:00Z', {
  Django: '4.2.27',
  Jinja2: '3.1.6',
  Pillow: '11.3.0',
  certifi: '2026.10.5',
  cryptography: '44.0.1',
  gunicorn: '23.0.0',
  requests: '2.32.3',
  urllib3: '2.5.0',
});

/** One tag, two platforms. */
export const checkout: BuiltManifest = buildIndex({
  manifests: [{ image: checkoutOn(currentAlpine, 'linux/amd64') }, { image: checkoutOn(currentAlpineArm64, 'linux/arm64') }],
});

function nodeOn({ image, packages }: DebianBase, openssl: string, created: string): BuiltImage {
  const tools = webTools(openssl);
  return buildImage({
    base: image,
    created,
    layers: [
      {
        instruction: run(
          'apt-get update && apt-get install -y --no-install-recommends ca-certificates openssl && rm -rf /var/lib/apt/lists/*',
        ),
        files: dpkgDatabase(withPackages(packages, tools), tools),
      },
      {
        instruction: run('tar -xJf node-v22.linux-x64.tar.xz -C /usr/local --strip-components=1'),
        files: npmInstall('usr/local/lib', 'node-distribution', { npm: '10.9.4' }),
      },
    ],
    config: { Cmd: ['node'], Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_VERSION=22.21.1'] },
    emptyInstructions: ['ENV NODE_VERSION=22.21.1', 'CMD ["node"]'],
  });
}

function web(base: BuiltImage, created: string, packages: Readonly<Record<string, string>>): BuiltImage {
  return buildImage({
    base,
    created,
    layers: [
      { instruction: run('npm ci --omit=dev'), files: npmInstall('app', 'shop-web', packages) },
      { instruction: 'COPY src ./src # buildkit', files: { 'app/src/server.js': `// built ${created}\n` } },
    ],
    config: {
      User: '1000',
      WorkingDir: '/app',
      ExposedPorts: { '8080/tcp': {} },
      Cmd: ['node', 'src/server.js'],
    },
    emptyInstructions: ['USER 1000', 'EXPOSE map[8080/tcp:{}]', 'CMD ["node" "src/server.js"]'],
  });
}

function api({ image, packages }: DebianBase, openssl: string, created: string, wheels: Readonly<Record<string, string>>): BuiltImage {
  const isOld = openssl === OLD_OPENSSL;
  const added: DebianPackage[] = [...webTools(openssl), ['libsqlite3-0', isOld ? '3.40.1-2+deb12u1' : '3.40.1-2+deb12u2', 'sqlite3']];
  return buildImage({
    base: image,
    created,
    layers: [
      {
        instruction: run('apt-get update && apt-get install -y --no-install-recommends ca-certificates openssl libsqlite3-0'),
        files: dpkgDatabase(withPackages(packages, added), added),
      },
      {
        instruction: run('pip install --no-cache-dir -r requirements.txt'),
        files: pipInstall('usr/local/lib/python3.12/site-packages', wheels),
      },
      { instruction: 'COPY . /srv # buildkit', files: { 'srv/manage.py': `# built ${created}\n` } },
    ],
    // Obviously no secret, but written where real ones are found.
    config: { User: 'root', Env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'DJANGO_SECRET_KEY=not-a-secret-this-is-a-demo'] },
    emptyInstructions: ['USER root', 'ENV DJANGO_SECRET_KEY=not-a-secret-this-is-a-demo', 'CMD ["gunicorn" "shop.wsgi"]'],
  });
}

function checkoutOn({ image, packages }: AlpineBase, platform: 'linux/amd64' | 'linux/arm64'): BuiltImage {
  const added = [['nodejs', '20.15.1-r0']] as const;
  return buildImage({
    base: image,
    platform,
    created: '2026-11-18T00:00:00Z',
    layers: [
      {
        instruction: run('apk add --no-cache nodejs'),
        files: apkDatabase([...packages, ...added], added, platform === 'linux/arm64' ? 'aarch64' : 'x86_64'),
      },
      {
        instruction: run('npm ci --omit=dev'),
        files: npmInstall('app', 'shop-checkout', { react: '19.1.0', 'react-dom': '19.1.0', 'react-server-dom-webpack': '19.1.0' }),
      },
    ],
    config: { User: 'node', WorkingDir: '/app', Cmd: ['node', 'server.js'] },
    emptyInstructions: ['USER node', 'CMD ["node" "server.js"]'],
  });
}
