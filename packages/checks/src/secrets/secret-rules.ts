import type { Severity } from '@plimsoll/model';

/** How one kind of secret looks. */
export interface SecretRule {
  /** Stored and shown, so it never changes. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Lower-case; the pattern is only tried on a text that holds one of them, in whatever case. Rules of certain files need none: `paths` is enough. */
  readonly keywords: readonly string[];
  /**
   * Global. Its first group is the secret, or all of it if it has none. Every repetition is bounded, and a match starts only where a token
   * starts, so that its time grows with the length of the text and not faster.
   */
  readonly pattern: RegExp;
  /** Bits a character below which it is a name or a sample, not a secret. */
  readonly minEntropy?: number;
  /** Only in such files. Absent = everywhere. */
  readonly paths?: RegExp;
}

/** By vendor; the order carries no meaning. Only what a pattern can tell: assignments by name are `findAssignments`'. */
export const secretRules: readonly SecretRule[] = [
  rule('aws-access-key-id', 'AWS access key id', 'high', ['akia', 'asia'], /(?<![A-Za-z0-9])((?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])/g, {
    minEntropy: 3,
  }),
  rule(
    'aws-secret-access-key',
    'AWS secret access key',
    'critical',
    ['secret'],
    /(?:aws_?)?secret_?(?:access_?)?key["']?[ \t]{0,10}[=:][ \t]{0,10}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    { minEntropy: 3.8 },
  ),
  rule(
    'github-token',
    'GitHub token',
    'critical',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    /(?<!\w)(gh[pousr]_[A-Za-z0-9]{36,255})(?!\w)/g,
    {
      minEntropy: 3,
    },
  ),
  rule(
    'github-fine-grained-token',
    'GitHub fine-grained token',
    'critical',
    ['github_pat_'],
    /(?<!\w)(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?!\w)/g,
  ),
  rule(
    'gitlab-token',
    'GitLab token',
    'critical',
    ['glpat-', 'gldt-', 'glrt-', 'glsoat-', 'glcbt-', 'glptt-', 'glft-', 'glimt-', 'glagent-'],
    /(?<![\w-])(gl(?:pat|dt|rt|soat|cbt|ptt|ft|imt|agent)-[\w-]{20,64})(?![\w-])/g,
    {
      minEntropy: 3,
    },
  ),
  rule('slack-token', 'Slack token', 'high', ['xox', 'xapp-'], /(?<![\w-])((?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,250})(?![\w-])/g, {
    minEntropy: 2.5,
  }),
  rule(
    'slack-webhook',
    'Slack webhook',
    'medium',
    ['hooks.slack.com'],
    /hooks\.slack\.com\/services\/(T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{16,32})(?![A-Za-z0-9])/g,
  ),
  rule('stripe-key', 'Stripe secret key', 'critical', ['k_live_'], /(?<!\w)([rs]k_live_[A-Za-z0-9]{16,247})(?!\w)/g, { minEntropy: 3 }),
  rule('stripe-test-key', 'Stripe test key', 'low', ['k_test_'], /(?<!\w)([rs]k_test_[A-Za-z0-9]{16,247})(?!\w)/g, { minEntropy: 3 }),
  rule('stripe-webhook-secret', 'Stripe webhook secret', 'high', ['whsec_'], /(?<!\w)(whsec_[A-Za-z0-9+/]{24,64})(?![\w+/])/g, {
    minEntropy: 3,
  }),
  rule('google-api-key', 'Google API key', 'high', ['aiza'], /(?<![\w-])(AIza[\w-]{35})(?![\w-])/g, { minEntropy: 3 }),
  rule('google-oauth-secret', 'Google OAuth client secret', 'high', ['gocspx-'], /(?<![\w-])(GOCSPX-[\w-]{28})(?![\w-])/g, {
    minEntropy: 3,
  }),
  rule(
    'google-service-account',
    'key of a Google service account',
    'critical',
    ['private_key_id'],
    /"private_key_id"\s{0,10}:\s{0,10}"([0-9a-f]{40})"/g,
    { minEntropy: 3 },
  ),
  rule('npm-token', 'npm token', 'critical', ['npm_'], /(?<!\w)(npm_[A-Za-z0-9]{36})(?!\w)/g, { minEntropy: 3 }),
  rule(
    'npmrc-credentials',
    'credentials of an npm registry',
    'critical',
    ['_authtoken', '_auth', '_password'],
    /(?:^|[\n:])_(?:authToken|auth|password)[ \t]{0,4}=[ \t]{0,4}"?([\w./+=-]{8,500})/g,
    { paths: /(?:^|\/)\.?npmrc$/ },
  ),
  rule('pypi-token', 'PyPI token', 'critical', ['pypi-age'], /(?<![\w-])(pypi-AgE[\w-]{60,500})(?![\w-])/g, { minEntropy: 3 }),
  rule('rubygems-token', 'RubyGems token', 'critical', ['rubygems_'], /(?<!\w)(rubygems_[0-9a-f]{48})(?!\w)/g, { minEntropy: 3 }),
  rule('jwt', 'JSON Web Token', 'low', ['eyj'], /(?<![\w.-])(eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}\.[\w-]{16,2000})(?![\w-])/g),
  rule(
    'private-key',
    'private key',
    'critical',
    ['private key'],
    /-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|PGP) )?PRIVATE KEY(?: BLOCK)?-----((?:\\[nr]|\s){1,8}(?!Proc-Type: 4,ENCRYPTED)[^-]{0,300}?[A-Za-z0-9+/=]{40})/g,
  ),
  rule(
    'encrypted-private-key',
    'private key, encrypted',
    'low',
    ['private key'],
    /-----BEGIN (?:ENCRYPTED PRIVATE KEY-----|(?:(?:RSA|DSA|EC) )?PRIVATE KEY-----\s{1,8}Proc-Type: 4,ENCRYPTED)([\s\S]{0,300}?[A-Za-z0-9+/=]{40})/g,
  ),
  rule(
    'database-url',
    'database address with a password',
    'high',
    ['postgres', 'mysql', 'mariadb', 'mongodb', 'redis', 'amqp', 'mssql', 'sqlserver', 'clickhouse'],
    /(?<![a-z])(?:postgres(?:ql)?|mysql2?|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|clickhouse)(?:\+\w{1,20})?:\/\/[^\s:@/"'<>]{0,100}:([^\s@/"'<>${}%][^\s@/"'<>{}]{2,200})@[\w.[-]/g,
  ),
  rule(
    'url-credentials',
    'address with a password',
    'high',
    ['http://', 'https://'],
    /(?<![a-z])https?:\/\/[^\s:@/"'<>]{1,100}:([^\s@/"'<>${}%][^\s@/"'<>{}]{5,200})@[\w.[-]/g,
  ),
  rule('azure-storage-key', 'Azure storage account key', 'critical', ['accountkey='], /AccountKey=([A-Za-z0-9+/]{86}==)/g),
  rule('azure-client-secret', 'Azure client secret', 'critical', ['q~'], /(?<![\w.~-])([\w.~-]{3}[78]Q~[\w.~-]{31,34})(?![\w.~-])/g, {
    minEntropy: 3.5,
  }),
  rule(
    'azure-sas',
    'Azure shared access signature',
    'high',
    ['sig='],
    /[?&;]sig=([A-Za-z0-9/+]{43}=|(?:[A-Za-z0-9]|%2[BbFf]){43,120}%3[Dd])/g,
    {
      minEntropy: 3,
    },
  ),
  rule('twilio-api-key', 'Twilio API key', 'high', ['twilio'], /(?<!\w)(SK[0-9a-f]{32})(?!\w)/g, { minEntropy: 3 }),
  rule('sendgrid-key', 'SendGrid API key', 'critical', ['sg.'], /(?<![\w.-])(SG\.[\w-]{22}\.[\w-]{43})(?![\w-])/g, { minEntropy: 3 }),
  rule('docker-hub-token', 'Docker Hub token', 'critical', ['dckr_'], /(?<!\w)(dckr_(?:pat|oat)_[\w-]{27,40})(?![\w-])/g, {
    minEntropy: 3,
  }),
  rule(
    'docker-login',
    'credentials of a container registry',
    'critical',
    ['"auth"'],
    /"auth"\s{0,20}:\s{0,20}"([A-Za-z0-9+/]{8,4000}={0,2})"/g,
    { paths: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|\.dockerconfigjson|containers\/auth\.json)$/ },
  ),
  rule(
    'openai-key',
    'OpenAI API key',
    'critical',
    ['sk-'],
    /(?<![\w-])(sk-(?:(?:proj|svcacct|admin)-[\w-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}))(?![\w-])/g,
    {
      minEntropy: 3.5,
    },
  ),
  rule('anthropic-key', 'Anthropic API key', 'critical', ['sk-ant-'], /(?<![\w-])(sk-ant-[a-z]{3,10}\d{2}-[\w-]{80,120})(?![\w-])/g, {
    minEntropy: 3.5,
  }),
  rule('hugging-face-token', 'Hugging Face token', 'high', ['hf_'], /(?<!\w)(hf_[A-Za-z]{34})(?!\w)/g, { minEntropy: 3.5 }),
  rule('vault-token', 'HashiCorp Vault token', 'critical', ['hvs.', 'hvb.', 'hvr.'], /(?<![\w.-])(hv[sbr]\.[\w-]{24,300})(?![\w-])/g, {
    minEntropy: 3,
  }),
  rule(
    'terraform-cloud-token',
    'Terraform Cloud token',
    'critical',
    ['.atlasv1.'],
    /(?<![\w.-])([A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70})(?![\w-])/g,
  ),
  rule(
    'digitalocean-token',
    'DigitalOcean token',
    'critical',
    ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    /(?<!\w)(do[opr]_v1_[0-9a-f]{64})(?!\w)/g,
    { minEntropy: 3 },
  ),
  rule('databricks-token', 'Databricks token', 'critical', ['dapi'], /(?<!\w)(dapi[0-9a-f]{32})(?!\w)/g, { minEntropy: 3 }),
  rule('grafana-token', 'Grafana service account token', 'high', ['glsa_'], /(?<!\w)(glsa_[A-Za-z0-9]{32}_[0-9a-f]{8})(?!\w)/g),
  rule(
    'shopify-token',
    'Shopify token',
    'critical',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    /(?<!\w)(shp(?:at|ca|pa|ss)_[0-9a-f]{32})(?!\w)/gi,
    { minEntropy: 3 },
  ),
  rule('telegram-bot-token', 'Telegram bot token', 'high', [':aa'], /(?<![\w:])(\d{8,10}:AA[\w-]{33})(?![\w-])/g, { minEntropy: 3.5 }),
  rule('age-secret-key', 'age secret key', 'critical', ['age-secret-key-1'], /(?<!\w)(AGE-SECRET-KEY-1[0-9A-Z]{58})(?!\w)/g, {
    minEntropy: 3,
  }),
  rule(
    'kubernetes-client-key',
    'client key of a Kubernetes cluster',
    'critical',
    ['client-key-data'],
    /client-key-data:[ \t]{0,10}"?([A-Za-z0-9+/]{40,20000}={0,2})/g,
  ),
  rule(
    'netrc-password',
    'password in .netrc',
    'critical',
    ['machine'],
    /(?<!\w)machine\s{1,10}\S{1,300}\s{1,10}login\s{1,10}\S{1,300}\s{1,10}password\s{1,10}(\S{4,300})/g,
    { paths: /(?:^|\/)[._]netrc$/ },
  ),
  rule('htpasswd', 'password hash', 'medium', ['$'], /(?:^|\n)[^\s:]{1,100}:(\$(?:apr1|2[aby]|5|6)\$[\w./$]{20,200})/g, {
    paths: /(?:^|\/)\.?htpasswd$/,
  }),
];

function rule(
  id: string,
  title: string,
  severity: Severity,
  keywords: readonly string[],
  pattern: RegExp,
  more: Pick<SecretRule, 'minEntropy' | 'paths'> = {},
): SecretRule {
  return { id, title, severity, keywords, pattern, ...more };
}
