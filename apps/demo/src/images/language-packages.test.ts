import { describe, expect, it } from 'vitest';
import { composerInstall, gemInstall, npmInstall, pipInstall } from './language-packages.ts';

describe('what package managers leave behind', () => {
  it('npm: a manifest a package, and that of the application', () => {
    const files = npmInstall('app', 'shop', { '@scope/a': '1.2.3' });

    expect(Object.keys(files)).toEqual(['app/package.json', 'app/node_modules/@scope/a/package.json']);
    expect(JSON.parse(files['app/node_modules/@scope/a/package.json']!)).toMatchObject({ name: '@scope/a', version: '1.2.3' });
  });

  it('pip: a dist-info folder a distribution', () => {
    const files = pipInstall('lib/site-packages', { 'a-b': '1.0' });

    expect(files['lib/site-packages/a_b-1.0.dist-info/METADATA']).toContain('\nName: a-b\nVersion: 1.0\n');
  });

  it('RubyGems: a specification a gem', () => {
    const files = gemInstall('bundle', { rack: '2.2.6.4' });

    expect(files['bundle/specifications/rack-2.2.6.4.gemspec']).toContain('# stub: rack 2.2.6.4 ruby lib\n');
  });

  it('Composer: one list', () => {
    const files = composerInstall('www', { 'twig/twig': '3.8.0' });

    expect(JSON.parse(files['www/vendor/composer/installed.json']!)).toMatchObject({
      packages: [{ name: 'twig/twig', version: 'v3.8.0' }],
    });
  });
});
