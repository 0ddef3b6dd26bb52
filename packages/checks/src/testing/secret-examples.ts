/** What a rule finds, and what it leaves alone. Pieces are joined here, so that no scanner takes this file for a leak; all are made up. */
export interface SecretExamples {
  readonly path?: string;
  readonly found: readonly string[];
  readonly left: readonly string[];
}

const LETTERS = 'qZ7mK2xW9bT4vR8nL3pY6dHsJ5gFcA1uEoIiNtBkVwXyMzQrDhGjPaCfSlUeO0';
const HEX = '9f3c1e7a5b2d8064c7e1fa93b05d2e864a7f19c3d0b86e25f4a1973c8be0d652';

/** Characters that look drawn by lot. Always the same. */
function drawn(length: number, alphabet: string = LETTERS): string {
  return Array.from({ length }, (_, at) => alphabet[(at * 7 + 3 + Math.floor(at / alphabet.length)) % alphabet.length]).join('');
}

const hex = (length: number): string => HEX.slice(0, length);
const upper = (length: number): string => drawn(length, 'QZ7MK2XW5BT4VR3NLPY6DHSJGFCAUEOI');
const body = `\n${drawn(64)}\n${drawn(64)}\n`;
const pem = (kind: string): string => `-----BEGIN ${kind}-----`;

export const secretExamples: Readonly<Record<string, SecretExamples>> = {
  'aws-access-key-id': {
    found: [`id = ${'AK'}IA${upper(16)}`, `${'AS'}IA${upper(16)}`],
    left: [`${'AK'}IAIOSFODNN7EXAMPLE`, `X${'AK'}IA${upper(16)}`, `${'AK'}IA${'A'.repeat(16)}`],
  },
  'aws-secret-access-key': {
    found: [`aws_secret_access_key = ${drawn(40)}`, `"SecretAccessKey": "${drawn(40)}"`, `AWS_SECRET_KEY=${drawn(40)}`],
    left: [
      `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`,
      `aws_secret_access_key = ${drawn(41)}`,
      `aws_secret_access_key = ${'a'.repeat(40)}`,
    ],
  },
  'github-token': {
    found: [`ghp${'_'}${drawn(36)}`, `x: ghs${'_'}${drawn(40)};`],
    left: [`ghp${'_'}${drawn(20)}`, `ghp${'_'}${'x'.repeat(36)}`, `aghp${'_'}${drawn(36)}`],
  },
  'github-fine-grained-token': { found: [`github${'_pat_'}${drawn(22)}_${drawn(59)}`], left: [`github${'_pat_'}${drawn(22)}`] },
  'gitlab-token': {
    found: [`glpat${'-'}${drawn(20)}`, `gldt${'-'}${drawn(20)}`],
    left: [`glpat${'-'}${drawn(10)}`, 'glib-networking-2.74.0-plus-some-more'],
  },
  'slack-token': {
    found: [`xoxb${'-'}123456789012-123456789013-${drawn(24)}`, `xapp${'-'}1-${drawn(30)}`],
    left: [`xoxb${'-'}short`, 'xoxb-your-token-here-please'],
  },
  'slack-webhook': {
    found: [`https://hooks.slack.com/services/${`T${upper(9)}/B${upper(9)}/${drawn(24)}`}`],
    left: ['https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'],
  },
  'stripe-key': {
    found: [`sk${'_live_'}${drawn(24)}`, `rk${'_live_'}${drawn(24)}`],
    left: [`sk${'_live_'}short`, `pk${'_live_'}${drawn(24)}`],
  },
  'stripe-test-key': { found: [`sk${'_test_'}${drawn(24)}`], left: [`sk${'_test_'}xxxxxxxxxxxxxxxxxxxx`] },
  'stripe-webhook-secret': { found: [`whsec${'_'}${drawn(32)}`], left: [`whsec${'_'}abc`] },
  'google-api-key': { found: [`key=AI${'za'}${drawn(35)}`], left: [`AI${'za'}${drawn(30)}`, `AI${'za'}${drawn(36)}`] },
  'google-oauth-secret': { found: [`GOC${'SPX-'}${drawn(28)}`], left: [`GOC${'SPX-'}${drawn(10)}`] },
  'google-service-account': {
    found: [`{"type": "service_account", "private_key_id": "${hex(40)}"}`],
    left: ['{"type": "service_account", "private_key_id": ""}'],
  },
  'npm-token': { found: [`npm${'_'}${drawn(36)}`], left: ['npm_config_registry', `npm${'_'}${drawn(37)}`] },
  'npmrc-credentials': {
    path: 'root/.npmrc',
    found: [`//registry.npmjs.org/:_authToken=${drawn(36)}`, `_auth = ${drawn(20)}`, `registry=x\n_password="${drawn(20)}"`],
    left: ['//registry.npmjs.org/:_authToken=${NPM_TOKEN}', 'registry=https://registry.npmjs.org/'],
  },
  'pypi-token': { found: [`pypi-${'AgEIcHlwaS5vcmc'}${drawn(80)}`], left: ['pypi-AgEIcHlwaS5vcmc'] },
  'rubygems-token': { found: [`rubygems${'_'}${hex(48)}`], left: [`rubygems${'_'}version`] },
  jwt: {
    found: [`Bearer ey${'J'}hbGciOiJSUzI1NiJ9.ey${'J'}${drawn(40)}.${drawn(43)}`],
    left: [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
      'eyJhbGciOiJIUzI1NiJ9',
    ],
  },
  'private-key': {
    found: [
      `${pem('RSA PRIVATE KEY')}${body}`,
      `${pem('OPENSSH PRIVATE KEY')}${body}`,
      `"private_key": "${pem('PRIVATE KEY')}\\n${drawn(64)}\\n"`,
      `${pem('PGP PRIVATE KEY BLOCK')}\nVersion: GnuPG v2\n\n${drawn(64)}`,
    ],
    left: [
      pem('RSA PRIVATE KEY'),
      `${pem('PUBLIC KEY')}${body}`,
      `${pem('PRIVATE KEY')}\n...\n`,
      `${pem('RSA PRIVATE KEY')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n${body}`,
    ],
  },
  'encrypted-private-key': {
    found: [`${pem('ENCRYPTED PRIVATE KEY')}${body}`, `${pem('RSA PRIVATE KEY')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n${body}`],
    left: [`${pem('RSA PRIVATE KEY')}${body}`],
  },
  'database-url': {
    found: [
      'postgres://app:Tr0ub4dor3@db:5432/app',
      'mongodb+srv://u:k9Z.pQ2@cluster0.mongodb.net',
      'redis://:k9ZpQ2wv@cache:6379',
      'postgresql+psycopg2://u:s3cretvalue@h/d',
    ],
    left: ['postgres://app:${DB_PASSWORD}@db/app', 'postgres://app:password@db/app', 'postgres://db/app', 'postgres://app:<password>@db'],
  },
  'url-credentials': {
    found: ['https://bot:k9ZpQ2wvLm@git.internal.net/a.git'],
    left: ['https://git.internal.net/a@b:c', 'https://user:$TOKEN@git.internal.net', 'https://host:8080/path/to@x'],
  },
  'azure-storage-key': { found: [`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${drawn(86)}==;`], left: ['AccountKey=abc=='] },
  'azure-client-secret': { found: [`${drawn(3)}8Q~${drawn(34)}`], left: [`${drawn(3)}8Q~${drawn(10)}`] },
  'azure-sas': { found: [`https://a.blob.core.windows.net/c?sv=2022&sig=${drawn(43)}%3D`], left: ['https://a.net/?sig=short%3D'] },
  'twilio-api-key': { found: [`twilio: S${'K'}${hex(32)}`], left: [`S${'K'}${hex(32)}`, `twilio S${'K'}${hex(20)}`] },
  'sendgrid-key': { found: [`S${'G.'}${drawn(22)}.${drawn(43)}`], left: [`S${'G.'}${drawn(22)}`] },
  'docker-hub-token': { found: [`dckr${'_pat_'}${drawn(27)}`], left: [`dckr${'_pat_'}${drawn(5)}`] },
  'docker-login': {
    path: 'root/.docker/config.json',
    found: [`{"auths": {"registry.internal": {"auth": "${drawn(24)}=="}}}`],
    left: ['{"auths": {"registry.internal": {}}}', '{"credsStore": "ecr-login"}'],
  },
  'openai-key': {
    found: [`sk-${'proj-'}${drawn(60)}`, `sk-${drawn(20)}T3Blbk${'FJ'}${drawn(20)}`],
    left: [`sk-${'proj-'}${drawn(10)}`, 'sk-learn-and-some-more-words-in-a-row'],
  },
  'anthropic-key': { found: [`sk-${'ant-'}api03-${drawn(95)}`], left: [`sk-${'ant-'}api03-${drawn(10)}`] },
  'hugging-face-token': { found: [`hf${'_'}${drawn(34, 'qZmKxWbTvRnLpYdHsJgFcAuEoIiNtBkVwXyMzQ')}`], left: [`hf${'_'}transfer`] },
  'vault-token': { found: [`hv${'s.'}${drawn(40)}`], left: [`hv${'s.'}short`] },
  'terraform-cloud-token': { found: [`${drawn(14)}.atlas${'v1.'}${drawn(64)}`], left: ['x.atlasv1.y'] },
  'digitalocean-token': { found: [`dop${'_v1_'}${hex(64)}`], left: [`dop${'_v1_'}${hex(32)}`] },
  'databricks-token': { found: [`da${'pi'}${hex(32)}`], left: [`da${'pi'}${hex(10)}`] },
  'grafana-token': { found: [`gl${'sa_'}${drawn(32)}_${hex(8)}`], left: [`gl${'sa_'}${drawn(10)}`] },
  'shopify-token': { found: [`shp${'at_'}${hex(32)}`], left: [`shp${'at_'}${hex(8)}`] },
  'telegram-bot-token': { found: [`123456789:A${'A'}${drawn(33)}`], left: [`1234:A${'A'}${drawn(33)}`] },
  'age-secret-key': { found: [`AGE-SECRET-${'KEY-1'}${upper(58)}`], left: [`AGE-SECRET-${'KEY-1'}ABC`] },
  'kubernetes-client-key': {
    found: [`    client-key-data: ${drawn(80)}==`],
    left: ['    client-key-data: <redacted>', '    client-key: /etc/k8s/client.key'],
  },
  'netrc-password': {
    path: 'root/.netrc',
    found: ['machine git.internal.net\n  login bot\n  password k9ZpQ2wv'],
    left: ['machine git.internal.net login bot'],
  },
  htpasswd: { path: 'etc/nginx/.htpasswd', found: ['admin:$apr1$k9ZpQ2wv$Lm4xWb7TvRnQ8pYdHsJgF0'], left: ['admin:'] },
};
