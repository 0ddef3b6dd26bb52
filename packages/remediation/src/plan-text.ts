import type { FixPlan } from './fix-plan.ts';
import type { Edit } from './managers/manager.ts';
import { quoteForShell } from './managers/shell.ts';

const CONTEXT = 3;

/**
 * The plan as a unified diff of a Dockerfile: another FROM, a line behind it for system packages. Empty if it changes neither.
 *
 * @param dockerfile lines; `reconstructDockerfile` makes them where there is no file
 */
export function toDockerfileDiff({ edits }: Pick<FixPlan, 'edits'>, dockerfile: readonly string[]): string {
  const from = dockerfile.findLastIndex((line) => /^FROM\s/i.test(line));
  const base = edits.find(({ kind }) => kind === 'base-image');
  const packages = edits.filter(({ kind }) => kind === 'os-packages').map(({ after }) => `+${after}`);
  if (from === -1 || (base === undefined && packages.length === 0)) return '';
  const start = Math.max(0, from - CONTEXT);
  const above = dockerfile.slice(start, from).map((line) => ` ${line}`);
  const below = dockerfile.slice(from + 1, from + 1 + CONTEXT).map((line) => ` ${line}`);
  const changed = base === undefined ? [` ${dockerfile[from]}`] : [`-${dockerfile[from]}`, `+${base.after}`];
  const old = above.length + 1 + below.length;
  return [
    '--- a/Dockerfile',
    '+++ b/Dockerfile',
    `@@ -${start + 1},${old} +${start + 1},${old + packages.length} @@`,
    ...above,
    ...changed,
    ...packages,
    ...below,
    '',
  ].join('\n');
}

/** The plan as lines for a shell in the folder of the sources; what no command can do is a comment. */
export function toShellLines({ edits }: Pick<FixPlan, 'edits'>): string[] {
  return [...new Set(edits.map(shellLineOf))];
}

function shellLineOf({ kind, file = '', before, after, command }: Edit): string {
  if (kind === 'base-image') return `sed -i ${quoteForShell(`s|^${escapePattern(before)}\\b.*|${after}|`)} ${quoteForShell(file)}`;
  if (kind === 'os-packages') return `# in ${file}, behind FROM: ${after}`;
  return command ?? `# in ${file}: ${before === '' ? '' : `${before} -> `}${after.replaceAll('\n', ' ')}`;
}

function escapePattern(text: string): string {
  return text.replace(/[.[\]*^$\\|]/g, '\\$&');
}

const MAX_LISTED = 50;

/** The text of a pull request, in Markdown: what it does, what it promises, and what it cannot know. */
export function toPullRequest(plan: FixPlan, image: string): { readonly title: string; readonly body: string } {
  const { title, edits, removes, remaining, unfixable, adds, limits } = plan;
  const rows = removes.slice(0, MAX_LISTED).map(({ id, purl }) => `| ${id} | \`${purl}\` |`);
  const more = removes.length > MAX_LISTED ? [`| and ${removes.length - MAX_LISTED} more | |`] : [];
  const body = [
    `For \`${image}\`: removes ${removes.length} known vulnerabilities, leaves ${remaining} of which ${unfixable} have no fix, adds ${adds.length}.`,
    '',
    ...edits.map(
      (edit) => `- \`${edit.file ?? 'a file'}\`: ${edit.before === '' ? 'add' : `\`${edit.before}\` becomes`} \`${edit.after}\``,
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
