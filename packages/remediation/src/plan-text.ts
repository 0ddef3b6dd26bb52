import type { FixPlan } from './fix-plan.ts';
import type { Edit } from './managers/manager.ts';
import { quoteForShell } from './managers/shell.ts';

const CONTEXT = 3;

/** As far as these texts ask. */
interface PlanEdits {
  readonly edits: readonly Edit[];
}

/** A line of a diff: kept, taken out or put in. */
interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/**
 * The plan as a unified diff of a Dockerfile: another FROM, a line behind it for system packages, lines of the configuration. Empty if it
 * changes none of them.
 *
 * @param dockerfile lines; `reconstructDockerfile` makes them where there is no file
 */
export function toDockerfileDiff({ edits }: PlanEdits, dockerfile: readonly string[]): string {
  const from = dockerfile.findLastIndex((line) => /^FROM\s/i.test(line));
  const of = (kind: Edit['kind']): Edit[] => edits.filter((edit) => edit.kind === kind);
  const configuration = of('configuration');
  if (from === -1) return '';
  const inserted = [...of('os-packages'), ...configuration.filter(({ before }) => before === '')].map((edit) => ({
    edit,
    at:
      edit.behind !== undefined && dockerfile.includes(edit.behind)
        ? dockerfile.lastIndexOf(edit.behind)
        : defaultPlace(edit, from, dockerfile),
  }));
  const lines = dockerfile.flatMap((text, index): DiffLine[] => {
    const edit = index === from ? of('base-image')[0] : configuration.find(({ before }) => before === text);
    const changed: DiffLine[] = edit === undefined ? [{ mark: ' ', text }] : [{ mark: '-', text }, ...put(edit)];
    return [...changed, ...inserted.filter(({ at }) => at === index).flatMap((one) => put(one.edit))];
  });
  return toDiff(lines);
}

function defaultPlace({ kind }: Edit, from: number, dockerfile: readonly string[]): number {
  return kind === 'os-packages' ? from : dockerfile.length - 1;
}

function put({ after }: Edit): DiffLine[] {
  return after === '' ? [] : [{ mark: '+', text: after }];
}

/** With three lines around every change; changes that are nearer to each other than that are one hunk. */
function toDiff(lines: readonly DiffLine[]): string {
  const isNear = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '));
  const text: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (let index = 0; index < lines.length;) {
    if (!isNear[index]) {
      index++;
      oldLine++;
      newLine++;
      continue;
    }
    const end = isNear.indexOf(false, index);
    const hunk = lines.slice(index, end === -1 ? undefined : end);
    const [old, now] = [hunk.filter(({ mark }) => mark !== '+').length, hunk.filter(({ mark }) => mark !== '-').length];
    text.push(`@@ -${oldLine},${old} +${newLine},${now} @@`, ...hunk.map(({ mark, text: line }) => `${mark}${line}`));
    oldLine += old;
    newLine += now;
    index += hunk.length;
  }
  return text.length === 0 ? '' : ['--- a/Dockerfile', '+++ b/Dockerfile', ...text, ''].join('\n');
}

/** The plan as lines for a shell in the folder of the sources; what no command can do is a comment. */
export function toShellLines({ edits }: PlanEdits): string[] {
  return [...new Set(edits.map(shellLineOf))];
}

function shellLineOf({ kind, file = '', before, after, behind = 'FROM', command }: Edit): string {
  if (kind === 'base-image') return `sed -i ${quoteForShell(`s|^${escapePattern(before)}\\b.*|${after}|`)} ${quoteForShell(file)}`;
  if (kind === 'os-packages') return `# in ${file}, behind ${behind}: ${after}`;
  if (kind === 'configuration' && before === '') return `echo ${quoteForShell(after)} >> ${quoteForShell(file)}`;
  return command ?? `# in ${file}: ${before === '' ? '' : `${before} -> `}${after.replaceAll('\n', ' ')}`;
}

function escapePattern(text: string): string {
  return text.replace(/[.[\]*^$\\|]/g, '\\$&');
}

const MAX_LISTED = 50;

/** The text of a pull request, in Markdown: what it does, what it promises, and what it cannot know. */
export function toPullRequest(
  plan: Omit<FixPlan, 'key' | 'edits'> & PlanEdits,
  image: string,
): { readonly title: string; readonly body: string } {
  const { title, edits, removes, remaining, unfixable, adds, limits } = plan;
  const rows = removes.slice(0, MAX_LISTED).map(({ id, purl }) => `| ${id} | \`${purl}\` |`);
  const more = removes.length > MAX_LISTED ? [`| and ${removes.length - MAX_LISTED} more | |`] : [];
  const body = [
    `For \`${image}\`: removes ${removes.length} known vulnerabilities, leaves ${remaining} of which ${unfixable} have no fix, adds ${adds.length}.`,
    '',
    ...edits.map(
      (edit) =>
        `- \`${edit.file ?? 'a file'}\`: ${edit.before === '' ? 'add' : edit.after === '' ? 'remove' : `\`${edit.before}\` becomes`} \`${edit.after === '' ? edit.before : edit.after}\``,
    ),
    '',
    '| removed | package |',
    '| --- | --- |',
    ...rows,
    ...more,
    ...(adds.length === 0 ? [] : ['', 'Added:', ...adds.map(({ id, purl }) => `- ${id} in \`${purl}\``)]),
    ...(limits.length === 0 ? [] : ['', 'What is not known:', ...limits.map((limit) => `- ${limit}`)]),
    '',
  ];
  return { title, body: body.join('\n') };
}
