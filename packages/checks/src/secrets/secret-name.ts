/** Words that name a secret when they stand alone between separators. */
const WORDS = new Set([
  'password',
  'passwd',
  'passphrase',
  'passwort',
  'secret',
  'token',
  'apikey',
  'credentials',
  'privatekey',
  'secretkey',
  'accesskey',
]);
/** Words that do so in a row: `API_KEY`. `public`, `gpg` and `host` keys are none. */
const PAIRS = new Set([
  'api key',
  'access key',
  'secret key',
  'private key',
  'encryption key',
  'signing key',
  'master key',
  'account key',
  'auth key',
  'db pass',
  'database pass',
  'root pass',
  'admin pass',
  'user pass',
  'smtp pass',
  'mail pass',
  'redis pass',
]);
/** What is said about a secret is not one: `TOKEN_URL`, `PASSWORD_FILE`, `SECRET_NAME`. */
const ABOUT = new Set(
  'file path dir directory folder url uri endpoint host port name id ids ttl expiry expires expiration timeout enabled disabled required length min max size count header type algorithm alg policy version mode prefix suffix field label hint format method encoding issuer audience ref arn region manager store provider command cmd script class location reset'.split(
    ' ',
  ),
);
const MAX_NAME = 200;

/** True if what is assigned to the name should be a secret: `DB_PASSWORD`, `apiKey`, `spring.datasource.password`, `MYSQL_PWD`. */
export function isSecretName(name: string): boolean {
  if (name.length > MAX_NAME) return false;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || ABOUT.has(last)) return false;
  if (last === 'pwd' && words.length > 1 && words[0] !== 'old') return true;
  return words.some((word, at) => WORDS.has(word) || PAIRS.has(`${word} ${words[at + 1] ?? ''}`));
}

/** `dbPassword`, `DB_PASSWORD` and `db-password` are `db`, `password`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
}
