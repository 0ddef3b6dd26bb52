import { describe, expect, it } from 'vitest';
import { applicationOf } from './application.ts';
import { language, npm, npmSet, setOf } from './testing/inventories.ts';

const set = npmSet(0, npm('left', '1.0.0'));
const file = (path: string, text = ''): { path: string; text: string } => ({ path, text });
const lock = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });

describe('npm and kin', () => {
  it.each`
    files                                                 | manager
    ${[]}                                                 | ${'npm'}
    ${['srv/app/package.json']}                           | ${'npm'}
    ${['srv/app/package.json', 'srv/app/yarn.lock']}      | ${'yarn'}
    ${['srv/app/package.json', 'srv/app/pnpm-lock.yaml']} | ${'pnpm'}
    ${['srv/app/package-lock.json', 'srv/app/yarn.lock']} | ${'npm'}
    ${['srv/other/package.json', 'srv/other/yarn.lock']}  | ${'npm'}
  `('is $manager with $files', ({ files, manager }) => {
    const application = applicationOf(
      set,
      'npm',
      (files as string[]).map((path) => file(path)),
    );

    expect(application).toMatchObject({ folder: 'srv/app', manager: { id: manager } });
  });

  it('knows pnpm by its tree', () => {
    const tree = npmSet(0, language('npm', 'npm', 'left', '1.0.0', 'srv/app/node_modules/.pnpm/left@1.0.0/node_modules/left/package.json'));

    expect(applicationOf(tree, 'npm', [])?.manager.id).toBe('pnpm');
  });

  it('takes the manifest beside the tree, and asks the lock file who asks for a package', () => {
    const manifest = file('srv/app/package.json', '{}');
    const packages = { '': { dependencies: { left: '1' } }, 'node_modules/right': { dependencies: { ms: '2' } } };

    const application = applicationOf(set, 'npm', [manifest, file('srv/app/package-lock.json', lock(packages))]);

    expect(application?.manifest).toBe(manifest);
    expect(application?.isAskedByOthers('ms')).toBe(true);
    expect(application?.isAskedByOthers('left')).toBe(false);
  });

  it('assumes that others ask where there is no lock file', () => {
    expect(applicationOf(set, 'npm', [])?.isAskedByOthers('left')).toBe(true);
  });

  it('serves no globally installed packages', () => {
    expect(applicationOf(setOf('lang/npm@1', 'usr/local/lib/node_modules', 0, [npm('npm', '9.0.0')]), 'npm', [])).toBeUndefined();
  });
});

describe('packages that lie apart from their manifest', () => {
  const python = setOf('lang/python@1', 'usr/lib/python3/site-packages', 0, [language('pypi', 'PyPI', 'jinja2', '2.10', 'x')]);

  it('belong to the only folder with one', () => {
    expect(applicationOf(python, 'PyPI', [file('app/requirements.txt')])).toMatchObject({ manager: { id: 'pip' }, folder: 'app' });
    expect(applicationOf(python, 'PyPI', [file('app/pyproject.toml'), file('app/uv.lock')])).toMatchObject({ manager: { id: 'uv' } });
  });

  it('belong to none of several', () => {
    const application = applicationOf(python, 'PyPI', [file('a/requirements.txt'), file('b/requirements.txt')]);

    expect(application).toMatchObject({ manager: { id: 'pip' }, manifest: undefined });
  });
});

it('is undefined for an ecosystem without a manager', () => {
  expect(applicationOf(set, 'Hackage', [])).toBeUndefined();
});
