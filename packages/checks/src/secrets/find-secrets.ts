import type { Severity } from '@plimsoll/model';
import { entropyOf } from './entropy.ts';
import { parseAssignment } from './find-assignments.ts';
import { redact } from './redact.ts';
import { isSampleValue } from './sample-value.ts';
import { type SecretRule, secretRules } from './secret-rules.ts';

/** A secret in a text, as much of it as may be shown. */
export interface SecretMatch {
  /** Id of the rule; `assignment` for what only the name tells. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** 1-based. */
  readonly line: number;
  /** Redacted. */
  readonly evidence: string;
}

/** Where a secret lies in a text: from, to. */
interface Span {
  readonly rule: SecretRule;
  readonly from: number;
  readonly to: number;
}

/** What is told of one text; who has more secrets in one file knows what to do after the first. */
const MAX_MATCHES = 20;
/** Of candidates that turn out to be samples, in one text and for one rule. */
const MAX_CANDIDATES = 200;
const MAX_LINES = 20_000;

/**
 * The secrets in a text that a rule knows, in the order of the text; samples are left out. At most 20.
 *
 * @param path of the file, without a leading slash: some rules hold in some files only. Undefined = no file.
 */
export function findSecrets(text: string, path?: string): SecretMatch[] {
  return spansOf(text, path).map(({ rule, from, to }) => ({
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    line: lineOf(text, from),
    evidence: redact(text.slice(from, to)),
  }));
}

/**
 * What is assigned to names that should hold secrets, a line each: `.env`, `application.properties`. Samples are left out; at most 20.
 *
 * @param accepts judges a value: what is a label in one kind of file is a password in another
 */
export function findAssignments(text: string, accepts: (value: string) => boolean): SecretMatch[] {
  const found: SecretMatch[] = [];
  let line = 0;
  for (let at = 0; at < text.length && line < MAX_LINES && found.length < MAX_MATCHES;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    line++;
    const assignment = isComment(text, at) ? undefined : parseAssignment(text.slice(at, Math.min(end, at + 2000)));
    if (assignment !== undefined && !assignment.isSample && accepts(assignment.value)) {
      const { name, value } = assignment;
      found.push({ rule: 'assignment', title: `value of ${name.slice(0, 100)}`, severity: 'high', line, evidence: redact(value) });
    }
    at = end + 1;
  }
  return found;
}

/** The text with every secret in it redacted, for showing. */
export function redactSecrets(text: string): string {
  let result = '';
  let at = 0;
  for (const { from, to } of spansOf(text)) {
    if (from < at) continue;
    result += text.slice(at, from) + redact(text.slice(from, to));
    at = to;
  }
  return redactAssignments(result + text.slice(at));
}

/** `TOKEN=value` and `--password value` within a command line. */
function redactAssignments(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => {
      const assignment = parseAssignment(word.replace(/^-{1,2}/, ''));
      return assignment === undefined ? word : word.replace(assignment.value, () => redact(assignment.value));
    })
    .join('');
}

function spansOf(text: string, path?: string): Span[] {
  const keywords = keywordsIn(text);
  const rules = [
    ...(keywords.size === 0 ? [] : rulesOfAllFiles.filter((rule) => rule.keywords.some((keyword) => keywords.has(keyword)))),
    ...(path === undefined ? [] : rulesOfSomeFiles.filter(({ paths }) => paths?.test(path) === true)),
  ];
  const spans = rules.flatMap((rule) => matchesOf(rule, text));
  return spans.toSorted((a, b) => a.from - b.from).slice(0, MAX_MATCHES);
}

const rulesOfAllFiles = secretRules.filter(({ paths }) => paths === undefined);
const rulesOfSomeFiles = secretRules.filter(({ paths }) => paths !== undefined);
const KEYWORDS = [...new Set(rulesOfAllFiles.flatMap((rule) => rule.keywords))].toSorted((a, b) => b.length - a.length);
/** Each keyword with those that it begins with: where it stands, they stand too. */
const IMPLIED = new Map(KEYWORDS.map((keyword) => [keyword, KEYWORDS.filter((other) => keyword.startsWith(other))]));
const ANY_KEYWORD = new RegExp(KEYWORDS.map((keyword) => RegExp.escape(keyword)).join('|'), 'gi');

/** All keywords in one pass: looking for each by itself takes five times as long, and most files have none. */
function keywordsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  ANY_KEYWORD.lastIndex = 0;
  for (let match = ANY_KEYWORD.exec(text); match !== null; match = ANY_KEYWORD.exec(text)) {
    for (const keyword of IMPLIED.get(match[0].toLowerCase()) ?? []) found.add(keyword);
    // The next may begin within this one.
    ANY_KEYWORD.lastIndex = match.index + 1;
  }
  return found;
}

function matchesOf(rule: SecretRule, text: string): Span[] {
  const spans: Span[] = [];
  let candidates = 0;
  for (const match of text.matchAll(rule.pattern)) {
    if (spans.length >= MAX_MATCHES || ++candidates > MAX_CANDIDATES) break;
    const secret = match[1] ?? match[0];
    const from = match.index + match[0].lastIndexOf(secret);
    if (isSampleValue(secret) || SAMPLE_TOKENS.some((sample) => secret.startsWith(sample))) continue;
    if (rule.minEntropy === undefined || entropyOf(secret) >= rule.minEntropy) spans.push({ rule, from, to: from + secret.length });
  }
  return spans;
}

/** Tokens that everybody copies from a specification: RFC 7519 and the debugger of jwt.io. */
const SAMPLE_TOKENS = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lI',
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0K',
];

function isComment(text: string, at: number): boolean {
  let start = at;
  while (start < text.length && start < at + 100 && (text[start] === ' ' || text[start] === '\t')) start++;
  return text[start] === '#' || text[start] === ';' || text[start] === '!' || text.startsWith('//', start);
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let newline = text.indexOf('\n'); newline !== -1 && newline < at; newline = text.indexOf('\n', newline + 1)) line++;
  return line;
}
