/** Folders of what others wrote: its samples and test keys are not the image's secrets. */
const DEPENDENCY_FOLDERS = [
  'node_modules/',
  'site-packages/',
  'dist-packages/',
  'vendor/',
  'gems/',
  'pkg/mod/',
  '.m2/repository/',
  '.cargo/registry/',
  '.git/objects/',
];
/** Of the distribution. `usr/local`, `usr/src` and what lies in home folders are read. */
const SYSTEM_FOLDERS = [
  'usr/share/',
  'usr/lib/',
  'usr/lib32/',
  'usr/lib64/',
  'usr/libexec/',
  'usr/include/',
  'lib/',
  'lib64/',
  'proc/',
  'sys/',
  'dev/',
  'var/lib/dpkg/',
  'var/lib/rpm/',
  'var/lib/apt/',
  'var/cache/',
  'etc/ssl/certs/',
  'etc/pki/ca-trust/',
  'usr/local/lib/python',
  'usr/local/include/',
  'usr/local/share/',
];

/** Looked into wherever they lie, but in the folders above. Names are lower-case. */
const NAMES = new Set(
  (
    'id_rsa id_dsa id_ecdsa id_ed25519 credentials .npmrc npmrc .pypirc .netrc _netrc .git-credentials .gitconfig .dockercfg .dockerconfigjson ' +
    'config.json auth.json kubeconfig .env .htpasswd htpasswd .pgpass .my.cnf .bash_history .zsh_history .ash_history .python_history .mysql_history ' +
    '.psql_history dockerfile docker-compose.yml secrets settings.xml nuget.config config wp-config.php pip.conf .s3cfg .boto terraform.tfstate ' +
    'terraform.tfvars shadow sudoers rclone.conf environment .profile .bashrc'
  ).split(' '),
);
const EXTENSIONS = new Set(
  (
    'env pem key p8 pk8 asc gpg ppk json yaml yml toml ini cfg conf config properties xml tfvars tfstate sh bash ps1 bat txt sql js mjs cjs ts tsx ' +
    'jsx py rb php go java kt cs scala rs ex exs pl lua groovy gradle kubeconfig crt'
  ).split(' '),
);

/** True if secrets are looked for in files of that name. String tests only; false for most files of an image. @param path without a leading slash */
export function mayHoldSecrets(path: string): boolean {
  return (
    isReadableName(path) &&
    !DEPENDENCY_FOLDERS.some((folder) => isBelow(path, folder)) &&
    !SYSTEM_FOLDERS.some((folder) => path.startsWith(folder))
  );
}

/**
 * Files in which a line is an assignment: `NAME=value`, `name: value`. `environment`: nothing but settings, so that every value counts;
 * `settings`: labels and sentences too (`password: Kennwort`).
 */
export function assignmentsIn(path: string): 'environment' | 'settings' | undefined {
  const name = nameOf(path).toLowerCase();
  if (path === 'etc/environment' || name.startsWith('.env') || name.endsWith('.env') || SECRET_STORES.has(name)) return 'environment';
  if (SETTINGS_EXTENSIONS.has(extensionOf(name))) return 'settings';
  return /^(?:appsettings|settings|config|secrets?|credentials)[\w.-]{0,50}\.json$/.test(name) ? 'settings' : undefined;
}

/** What somebody looks at to make his own: `.env.example`, `config.sample.yml`. */
export function isSampleFile(path: string): boolean {
  return /(?:^|[./_-])(?:example|sample|template|dist|test|tests|testdata|fixtures|docs?|examples)(?:[./_-]|$)/i.test(path);
}

const SECRET_STORES = new Set(['credentials', '.pypirc', '.s3cfg', '.boto', '.my.cnf', 'kubeconfig']);
const SETTINGS_EXTENSIONS = new Set(['properties', 'ini', 'cfg', 'conf', 'yaml', 'yml', 'toml', 'tfvars']);

function isReadableName(path: string): boolean {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  if (dot > 0 && EXTENSIONS.has(name.slice(dot + 1))) return true;
  const lower = name.toLowerCase();
  return NAMES.has(lower) || lower.startsWith('.env.') || path.startsWith('etc/sudoers.d/') || EXTENSIONS.has(extensionOf(lower));
}

function isBelow(path: string, folder: string): boolean {
  const at = path.indexOf(folder);
  return at === 0 || (at > 0 && (path[at - 1] === '/' || path.includes(`/${folder}`)));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1);
}
