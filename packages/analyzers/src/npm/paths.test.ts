import { expect, it } from 'vitest';
import { isApplicationFile, isApplicationManifest, isInstalledManifest, outermostModules } from './paths.ts';

it.each`
  path                                                                    | installed | application
  ${'srv/app/node_modules/express/package.json'}                          | ${true}   | ${false}
  ${'node_modules/express/package.json'}                                  | ${true}   | ${false}
  ${'srv/app/node_modules/@types/node/package.json'}                      | ${true}   | ${false}
  ${'srv/node_modules/a/node_modules/b/package.json'}                     | ${true}   | ${false}
  ${'srv/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json'}         | ${true}   | ${false}
  ${'srv/app/node_modules/bson/browser_build/package.json'}               | ${false}  | ${false}
  ${'srv/app/node_modules/require_optional/test/nestedTest/package.json'} | ${false}  | ${false}
  ${'srv/app/node_modules/@types/package.json'}                           | ${false}  | ${false}
  ${'srv/app/node_modules/.bin/package.json'}                             | ${false}  | ${false}
  ${'srv/app/node_modules/package.json'}                                  | ${false}  | ${false}
  ${'usr/share/nodejs/semver/package.json'}                               | ${true}   | ${false}
  ${'usr/share/nodejs/semver/test/package.json'}                          | ${false}  | ${false}
  ${'opt/yarn-v1.22.22/package.json'}                                     | ${true}   | ${false}
  ${'srv/app/package.json'}                                               | ${false}  | ${true}
  ${'package.json'}                                                       | ${false}  | ${true}
  ${'usr/src/app/package.json'}                                           | ${false}  | ${true}
  ${'usr/lib/python3/dist-packages/x/package.json'}                       | ${false}  | ${false}
  ${'usr/share/doc/package.json'}                                         | ${false}  | ${false}
  ${'srv/app/my-package.json'}                                            | ${false}  | ${false}
`('$path: installed $installed, application $application', ({ path, installed, application }) => {
  expect(isInstalledManifest(path)).toBe(installed);
  expect(isApplicationManifest(path)).toBe(application);
});

it.each`
  path                                      | expected
  ${'srv/node_modules/a/node_modules/b/x'}  | ${'srv/node_modules'}
  ${'node_modules/a/package.json'}          | ${'node_modules'}
  ${'usr/share/nodejs/semver/package.json'} | ${'usr/share/nodejs'}
  ${'srv/not_node_modules/a/package.json'}  | ${undefined}
  ${'srv/app/package.json'}                 | ${undefined}
`('the outermost node_modules of $path is $expected', ({ path, expected }) => {
  expect(outermostModules(path)).toBe(expected);
});

it('leaves the trees of package managers alone', () => {
  expect(isApplicationFile('srv/app/package-lock.json')).toBe(true);
  expect(isApplicationFile('srv/app/vendor/gems/x/package-lock.json')).toBe(false);
});
