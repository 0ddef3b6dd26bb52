/** Words that people write into examples; a real secret holds one by chance once in many millions. */
const SAMPLE_WORDS = [
  'example',
  'sample',
  'changeme',
  'change-me',
  'change_me',
  'placeholder',
  'dummy',
  'insert-',
  'your-',
  'your_',
  'yourpassword',
  'notareal',
  'not-a-real',
  'not_a_real',
  'fake',
  'xxxx',
  '1234567890abc',
  'abcdefgh',
  '0000000',
  'redacted',
  'replace-me',
  'replaceme',
];

/** In longer ones, such as keys, a word may well come up by chance. */
const MAX_SAMPLE = 200;

/** Whole values that protect nothing and are everywhere in documentation. */
const SAMPLE_VALUES = new Set([
  'password',
  'passwd',
  'secret',
  'token',
  'test',
  'testing',
  'foo',
  'bar',
  'foobar',
  'todo',
  'none',
  'null',
  'undefined',
  'default',
  'admin',
  'root',
  'user',
  'pass',
  'hunter2',
  'letmein',
]);

/** True for what is a sample on its face: `changeme`, `AKIAIOSFODNN7EXAMPLE`, `****`, `your-token-here`. */
export function isSampleValue(value: string): boolean {
  const text = value.trim().toLowerCase();
  if (SAMPLE_VALUES.has(text) || isOneCharacter(text)) return true;
  return text.length <= MAX_SAMPLE && SAMPLE_WORDS.some((word) => text.includes(word));
}

/**
 * True for what says where the value comes from and is none itself: empty, `$TOKEN`, `${TOKEN:-}`, `{{ token }}`, `<token>`, a path,
 * `arn:aws:secretsmanager:..`, `vault:secret/data/x`, and what switches something: `true`, `required`.
 */
export function isReference(value: string): boolean {
  const text = value.trim();
  if (text === '' || SWITCHES.has(text.toLowerCase())) return true;
  return (
    /^(?:\$|\{\{|<|%|@@|!|&|\*)/.test(text) ||
    /^(?:\/|\.{1,2}\/|~\/)[\w./-]{0,500}$/.test(text) ||
    REFERENCE.test(text) ||
    isEnvironmentLookup(text)
  );
}

const REFERENCE = /^(?:arn:aws[\w-]{0,10}:|vault:|ssm:|sm:\/\/|op:\/\/|ref\+|secret:\/\/|file:|env:|projects\/|https?:\/\/[^@\s]{0,500}$)/i;
const SWITCHES = new Set([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  '0',
  '1',
  'null',
  'nil',
  'none',
  'undefined',
  'enabled',
  'disabled',
  'required',
  'optional',
  'string',
  'bearer',
  'basic',
  'jwt',
]);

/** Code that fetches it: `process.env.TOKEN`, `os.environ["TOKEN"]`, `getenv(..)`, `config.get(..)`. */
function isEnvironmentLookup(text: string): boolean {
  return /^[\w.$]{1,100}(?:\(|\[)/.test(text) || /^(?:process\.env|os\.environ|System\.|ENV|env|config|settings)\./.test(text);
}

function isOneCharacter(text: string): boolean {
  return text.length > 0 && text === text[0]!.repeat(text.length);
}
