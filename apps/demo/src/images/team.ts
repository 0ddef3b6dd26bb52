import { buildImage, type BuiltImage } from '@plimsoll/testkit';
import { outdatedAlpine } from './alpine.ts';
import { type AlpinePackage, apkDatabase } from './apk-database.ts';
import { currentDebian, outdatedDebian } from './debian.ts';
import { type DebianPackage, dpkgDatabase, withPackages } from './dpkg-database.ts';
import { composerInstall, gemInstall } from './language-packages.ts';
import { run } from './sample-image.ts';

const REPORT_LIBRARIES: readonly DebianPackage[] = [
  ['libsqlite3-0', '3.40.1-2+deb12u1', 'sqlite3'],
  ['libwebp7', '1.2.4-0.2', 'libwebp'],
];

/** Ruby on the outdated Debian, with a library that is being exploited. */
export const reports: BuiltImage = buildImage({
  base: outdatedDebian.image,
  created: '2025-03-02T00:00:00Z',
  layers: [
    {
      instruction: run('apt-get update && apt-get install -y --no-install-recommends libsqlite3-0 libwebp7'),
      files: dpkgDatabase(withPackages(outdatedDebian.packages, REPORT_LIBRARIES), REPORT_LIBRARIES),
    },
    {
      instruction: run('bundle install --deployment'),
      files: gemInstall('usr/local/bundle', {
        actionpack: '6.1.7',
        nokogiri: '1.13.9',
        puma: '5.6.5',
        rack: '2.2.6.4',
        rexml: '3.2.5',
        sqlite3: '1.5.4',
      }),
    },
  ],
  config: { User: 'root', WorkingDir: '/reports' },
  emptyInstructions: ['WORKDIR /reports', 'USER root', 'CMD ["bundle" "exec" "puma"]'],
});

const WIKI_LIBRARIES: readonly AlpinePackage[] = [
  ['libexpat', '2.6.2-r0', 'expat'],
  ['php83', '8.3.15-r0'],
  ['xz-libs', '5.4.5-r0', 'xz'],
];

/** PHP on the outdated Alpine; somebody shipped the test tools. */
export const wiki: BuiltImage = buildImage({
  base: outdatedAlpine.image,
  created: '2025-05-19T00:00:00Z',
  layers: [
    {
      instruction: run('apk add --no-cache php83 libexpat xz-libs'),
      files: apkDatabase([...outdatedAlpine.packages, ...WIKI_LIBRARIES], WIKI_LIBRARIES),
    },
    {
      instruction: run('composer install'),
      files: composerInstall('var/www', {
        'guzzlehttp/psr7': '2.4.1',
        'monolog/monolog': '3.7.0',
        'phpunit/phpunit': '5.6.2',
        'symfony/http-foundation': '6.4.20',
        'twig/twig': '3.8.0',
      }),
    },
  ],
  config: { User: 'nobody', ExposedPorts: { '8080/tcp': {} } },
  emptyInstructions: ['USER nobody', 'EXPOSE map[8080/tcp:{}]', 'CMD ["php-fpm83"]'],
});

const PROXY_PACKAGES: readonly DebianPackage[] = [
  ['libssl3', '3.0.22-1~deb12u2', 'openssl'],
  ['nginx', '1.22.1-9+deb12u6'],
];

/** A current base does not help a package that was pinned. */
export const proxy: BuiltImage = buildImage({
  base: currentDebian.image,
  created: '2026-11-22T00:00:00Z',
  layers: [
    {
      instruction: run('apt-get update && apt-get install -y --no-install-recommends nginx=1.22.1-9+deb12u6'),
      files: dpkgDatabase(withPackages(currentDebian.packages, PROXY_PACKAGES), PROXY_PACKAGES),
    },
  ],
  config: { User: '101', ExposedPorts: { '8443/tcp': {} } },
  emptyInstructions: ['USER 101', 'CMD ["nginx" "-g" "daemon off;"]'],
});

/** FROM scratch, with one file that says nothing about packages. */
export const hello: BuiltImage = buildImage({
  created: '2026-09-01T00:00:00Z',
  layers: [{ instruction: 'COPY hello.txt / # buildkit', files: { 'hello.txt': 'hello\n' } }],
  config: { User: '65532' },
});
