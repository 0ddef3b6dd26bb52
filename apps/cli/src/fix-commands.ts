import { PlimsollError } from '@plimsoll/model';
import { compareTable, type PlanDocument, planTable } from '@plimsoll/reports';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { compare } from './commands/compare.ts';
import { plan, type PlanResult } from './commands/plan.ts';
import { TARGET_HELP } from './target.ts';
import { renderOptions, type Terminal } from './terminal.ts';

interface SharedOptions {
  readonly db?: string;
  readonly registry: readonly string[];
  readonly platform?: string;
  readonly cache: boolean;
  readonly quiet: boolean;
}

/** Called with what could not be read or judged; empty if nothing. */
type OnProblems = (problems: PlanResult['problems'], options: { readonly strict: boolean }) => void;

/** The commands that say what to change: `plan` and `compare`. */
export function addFixCommands(program: Command, environment: NodeJS.ProcessEnv, terminal: Terminal, onProblems: OnProblems): void {
  shared(program.command('plan').description('say which edits remove the most from an image'))
    .argument('<target>', 'the image')
    .addOption(
      new Option('-f, --format <format>', 'table: for people; json: the whole document; pull-request: Markdown for one plan')
        .choices(['table', 'json', 'pull-request'])
        .default('table'),
    )
    .option('--plan <number>', 'the plan to show in full', positive, 1)
    .option('--max-base-age <days>', 'a base that was made longer ago is outdated', positive, 90)
    .option('--strict', 'exit with 3 if the image could not be read whole', false)
    .action(async (target: string, options: SharedOptions & { format: string; plan: number; maxBaseAge: number; strict: boolean }) => {
      const { maxBaseAge: maxBaseAgeDays, platform, db } = options;
      const result = await plan(target, { ...options, platform, db, maxBaseAgeDays }, environment, terminal);
      terminal.stdout.write(renderPlan(result, options, environment, terminal));
      onProblems(result.problems, options);
    });

  shared(program.command('compare').description('say what two images differ in'))
    .argument('<before>', 'an image')
    .argument('<after>', 'another image')
    .addOption(
      new Option('-f, --format <format>', 'table: for people; json: the whole document').choices(['table', 'json']).default('table'),
    )
    .action(async (before: string, after: string, options: SharedOptions & { format: string }) => {
      const { platform, db } = options;
      const document = await compare(before, after, { ...options, platform, db }, environment, terminal);
      terminal.stdout.write(options.format === 'json' ? json(document) : compareTable(document, renderOptions(terminal, environment)));
    });
}

function shared(command: Command): Command {
  return command
    .option('--db <dir>', 'the advisory store (default: PLIMSOLL_DB_DIR, else below the cache folder)')
    .option(
      '--registry <place>',
      'images that it may be built on: an OCI layout (oci:DIR) or an archive, all its images; may be repeated',
      (place: string, places: readonly string[]) => [...places, place],
      [],
    )
    .option('--platform <os/arch>', 'which platform of a multi-platform image (default: linux/amd64)')
    .option('--no-cache', 'read every layer again')
    .option('-q, --quiet', 'no progress', false)
    .addHelpText('after', `\n${TARGET_HELP}`);
}

function renderPlan(
  { document, texts }: PlanResult,
  { format, plan: number }: { readonly format: string; readonly plan: number },
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): string {
  if (format === 'json') return json(document);
  if (format === 'table') return planTable(document, texts, number - 1, renderOptions(terminal, environment));
  const text = texts[number - 1]?.pullRequest;
  if (texts.length === 0) return 'No edit is known that removes anything.\n';
  if (text === undefined) {
    throw new PlimsollError('INVALID_INPUT', `there is no plan ${number}: there are ${texts.length}`, {
      hint: 'plans are numbered in the table',
    });
  }
  return `# ${text.title}\n\n${text.body}`;
}

function json(document: PlanDocument | Awaited<ReturnType<typeof compare>>): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It is a whole number from 1 on.');
  return number;
}
