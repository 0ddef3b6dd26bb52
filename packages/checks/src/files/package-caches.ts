/** Where a package manager leaves what it needs no more. */
export interface PackageCache {
  readonly manager: string;
  /** What clears it, in the same RUN. */
  readonly remedy: string;
  contains(path: string): boolean;
}

/** The order carries no meaning. */
export const packageCaches: readonly PackageCache[] = [
  below('apt', 'rm -rf /var/lib/apt/lists/*', 'var/lib/apt/lists/', ['lock', 'partial', 'auxfiles']),
  below('apt archives', 'apt-get clean', 'var/cache/apt/', ['lock']),
  below('apk', 'apk add --no-cache', 'var/cache/apk/'),
  below('yum', 'yum clean all', 'var/cache/yum/'),
  below('dnf', 'dnf clean all', 'var/cache/dnf/'),
  below('dnf', 'dnf clean all', 'var/cache/libdnf5/'),
  below('zypper', 'zypper clean --all', 'var/cache/zypp/'),
  below('pacman', 'pacman -Scc --noconfirm', 'var/cache/pacman/pkg/'),
  inHome('pip', 'pip install --no-cache-dir', '.cache/pip/'),
  inHome('npm', 'npm cache clean --force', '.npm/_cacache/'),
  inHome('yarn', 'yarn cache clean', '.cache/yarn/'),
  below('yarn', 'yarn cache clean', 'usr/local/share/.cache/yarn/'),
  inHome('Go build', 'go clean -cache', '.cache/go-build/'),
  inHome('Composer', 'composer clear-cache', '.composer/cache/'),
];

/** The cache that a file belongs to, if any. */
export function packageCacheOf(path: string): PackageCache | undefined {
  // Most paths are in none: their first letters say so.
  if (!path.startsWith('var/') && !path.startsWith('root/') && !path.startsWith('home/') && !path.startsWith('usr/local/share/.'))
    return undefined;
  return packageCaches.find((cache) => cache.contains(path));
}

function below(manager: string, remedy: string, folder: string, kept: readonly string[] = []): PackageCache {
  return {
    manager,
    remedy,
    contains: (path) => path.startsWith(folder) && path.length > folder.length && !kept.includes(path.slice(path.lastIndexOf('/') + 1)),
  };
}

function inHome(manager: string, remedy: string, folder: string): PackageCache {
  return {
    manager,
    remedy,
    contains: (path) => {
      const home = path.startsWith('root/') ? 'root/'.length : path.indexOf('/', 'home/'.length) + 1;
      return (
        (path.startsWith('root/') || (path.startsWith('home/') && home > 0)) &&
        path.startsWith(folder, home) &&
        path.length > home + folder.length
      );
    },
  };
}
