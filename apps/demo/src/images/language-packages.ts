import type { Files } from './sample-image.ts';

/** Name -> version. */
type Packages = Readonly<Record<string, string>>;

/** The manifests that `npm ci` leaves in `FOLDER/node_modules`, and that of the application itself. */
export function npmInstall(folder: string, application: string, packages: Packages): Files {
  const manifest = (name: string, version: string) => `${JSON.stringify({ name, version, license: 'MIT' }, undefined, 2)}\n`;
  const installed = Object.entries(packages).map(([name, version]) => [
    `${folder}/node_modules/${name}/package.json`,
    manifest(name, version),
  ]);
  return { [`${folder}/package.json`]: manifest(application, '1.0.0'), ...Object.fromEntries(installed) };
}

/** The metadata that pip leaves in `FOLDER`. */
export function pipInstall(folder: string, packages: Packages): Files {
  return Object.fromEntries(
    Object.entries(packages).map(([name, version]) => [
      `${folder}/${name.replaceAll('-', '_')}-${version}.dist-info/METADATA`,
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: ${name} of the sample image\nLicense: MIT\n`,
    ]),
  );
}

/** The specifications that RubyGems leaves in `FOLDER`. */
export function gemInstall(folder: string, packages: Packages): Files {
  return Object.fromEntries(
    Object.entries(packages).map(([name, version]) => {
      const lines = [
        '# -*- encoding: utf-8 -*-',
        `# stub: ${name} ${version} ruby lib`,
        '',
        'Gem::Specification.new do |s|',
        `  s.name = "${name}".freeze`,
        `  s.version = "${version}"`,
        '  s.licenses = ["MIT".freeze]',
        'end',
      ];
      return [`${folder}/specifications/${name}-${version}.gemspec`, `${lines.join('\n')}\n`];
    }),
  );
}

/** The list that Composer leaves in `FOLDER/vendor`. */
export function composerInstall(folder: string, packages: Packages): Files {
  const list = Object.entries(packages).map(([name, version]) => ({ name, version: `v${version}`, type: 'library', license: ['MIT'] }));
  return {
    [`${folder}/vendor/composer/installed.json`]: `${JSON.stringify({ packages: list, dev: false, 'dev-package-names': [] }, undefined, 2)}\n`,
  };
}
