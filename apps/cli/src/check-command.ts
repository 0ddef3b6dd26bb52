import { SEVERITIES, type Severity, severityRank } from '@plimsoll/model';
import { type CheckDocument, checkTable } from '@plimsoll/reports';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { check } from './commands/check.ts';
import { TARGET_HELP } from './target.ts';
import { renderOptions, type Terminal } from './terminal.ts';

interface CheckCommandOptions {
  readonly format: string;
  readonly registry: readonly string[];
  readonly maxBaseAge: number;
  readonly failOn?: Severity;
  readonly platform?: string;
  readonly cache: boolean;
  readonly strict: boolean;
  readonly quiet: boolean;
}

/** What decides on the exit status. */
export interface CheckOutcome {
  /** A check fails at or over `--fail-on`, and not because of the base. */
  readonly isOverLimit: boolean;
  /** `--strict`, and not everything could be read. */
  readonly isNotReadable: boolean;
}

/** The command `check`. */
export function addCheckCommand(
  program: Command,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  onEnd: (outcome: CheckOutcome) => void,
): void {
  program
    .command('check')
    .description('check configuration, history and files of an image: root, secrets, setuid, caches; no advisories needed')
    .argument('<target>', 'the image')
    .addOption(
      new Option('-f, --format <format>', 'table: for people; json: the whole document').choices(['table', 'json']).default('table'),
    )
    .option(
      '--registry <place>',
      'images that it may be built on: an OCI layout (oci:DIR) or an archive, all its images; may be repeated',
      (place: string, places: readonly string[]) => [...places, place],
      [],
    )
    .option('--max-base-age <days>', 'a base that was made longer ago is outdated', positive, 90)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 if a check fails at or over it, other than by the base').choices(
        SEVERITIES.filter((name) => name !== 'unknown'),
      ),
    )
    .option('--platform <os/arch>', 'which platform of a multi-platform image (default: linux/amd64)')
    .option('--no-cache', 'read every layer again')
    .option('--strict', 'exit with 3 if the image could not be read whole', false)
    .option('-q, --quiet', 'no progress', false)
    .addHelpText('after', `\n${TARGET_HELP}`)
    .action(async (target: string, options: CheckCommandOptions) => {
      const { platform, maxBaseAge: maxBaseAgeDays, failOn, strict, format } = options;
      const document = await check(target, { ...options, platform, maxBaseAgeDays }, environment, terminal);
      terminal.stdout.write(
        format === 'json' ? `${JSON.stringify(document, undefined, 2)}\n` : checkTable(document, renderOptions(terminal, environment)),
      );
      onEnd({
        isOverLimit: failOn !== undefined && document.results.some((result) => isOver(result, failOn)),
        isNotReadable: strict && document.coverage !== 'complete',
      });
    });
}

function isOver({ status, severity, origin }: CheckDocument['results'][number], limit: Severity): boolean {
  return status === 'fail' && origin !== 'base' && severityRank(severity) >= severityRank(limit);
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It is a whole number from 1 on.');
  return number;
}
