import { readFileSync } from 'node:fs';
import { PlimsollError, SEVERITIES, type Severity, severityRank } from '@plimsoll/model';
import { formats, type InventoryDocument, type ReportFormat, type ScanDocument } from '@plimsoll/reports';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addCheckCommand } from './check-command.ts';
import { databaseStatus, statusText, updateDatabase } from './commands/db.ts';
import { inventory } from './commands/inventory.ts';
import { scan } from './commands/scan.ts';
import { addFixCommands } from './fix-commands.ts';
import { TARGET_HELP } from './target.ts';
import { note, renderOptions, type Terminal } from './terminal.ts';

/** What the command's exit status says: a contract. */
const EXIT = { read: 0, findings: 1, usage: 2, notReadable: 3 };

const USAGE_CODES = new Set(['INVALID_REFERENCE', 'INVALID_INPUT', 'INVALID_DIGEST']);

interface CommonOptions {
  readonly format: ReportFormat;
  readonly platform?: string;
  readonly cache: boolean;
  readonly quiet: boolean;
  readonly strict: boolean;
}

interface ScanFlags extends CommonOptions {
  readonly db?: string;
  readonly severity?: readonly Severity[];
  readonly failOn?: Severity;
  readonly vex: readonly string[];
}

/**
 * Runs the command line.
 *
 * @returns the exit status: 0 read, whatever was found; 1 findings at or over `--fail-on`; 2 usage; 3 not readable
 */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  let status = EXIT.read;
  const finish = (document: InventoryDocument | ScanDocument, { format, strict }: CommonOptions): void => {
    terminal.stdout.write(format.render(document, renderOptions(terminal, environment)));
    if (document.coverage === 'complete') return;
    note(
      terminal,
      'warning',
      `coverage is ${document.coverage}: ${document.problems[0]?.message ?? 'nothing that can be judged was found'}`,
    );
    if (strict) status = EXIT.notReadable;
  };

  const program = new Command('plimsoll')
    .description('Says what is wrong with a container image, and what to change.')
    .version(versionOf())
    .exitOverride()
    .configureOutput({ writeOut: (text) => void terminal.stdout.write(text), writeErr: (text) => void terminal.stderr.write(text) })
    .addHelpText('after', '\nExit status: 0 read, whatever was found; 1 findings at or over --fail-on; 2 usage; 3 not readable.');

  imageCommand(program, 'scan', 'find the known vulnerabilities of an image')
    .addOption(new Option('--db <dir>', 'the advisory store (default: PLIMSOLL_DB_DIR, else below the cache folder)'))
    .addOption(new Option('--severity <list>', 'show only these, comma-separated: critical,high').argParser(parseSeverities))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 if a finding is at or over it').choices(
        SEVERITIES.filter((name) => name !== 'unknown'),
      ),
    )
    .addOption(
      new Option('--vex <file>', 'statements that something is not affected: OpenVEX, CycloneDX or CSAF; may be repeated')
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], 'none'),
    )
    .action(async (target: string, options: ScanFlags) => {
      const document = await scan(target, { ...options, db: options.db, platform: options.platform }, environment, terminal);
      const { failOn, severity: shown } = options;
      if (failOn !== undefined && document.findings.some(({ severity }) => severityRank(severity) >= severityRank(failOn)))
        status = EXIT.findings;
      finish(
        shown === undefined
          ? document
          : {
              ...document,
              findings: document.findings.filter(({ severity }) => shown.includes(severity)),
              filter: `severity ${shown.join(', ')}`,
            },
        options,
      );
    });

  imageCommand(program, 'inventory', 'list the packages of an image').action(async (target: string, options: CommonOptions) => {
    finish(await inventory(target, { ...options, platform: options.platform }, environment, terminal), options);
  });

  addFixCommands(program, environment, terminal, (problems, { strict }) => {
    if (problems.length === 0) return;
    note(terminal, 'warning', `the plan is about what could be read and judged: ${problems[0]!.message}`);
    if (strict) status = EXIT.notReadable;
  });

  addCheckCommand(program, environment, terminal, ({ isOverLimit, isNotReadable }) => {
    if (isOverLimit) status = EXIT.findings;
    if (isNotReadable) status = EXIT.notReadable;
  });

  const db = program.command('db').description('the advisory store');
  db.command('update')
    .description('fetch advisories and build the store; the old one serves until the new one is whole')
    .option('--db <dir>', 'where the store lies (default: PLIMSOLL_DB_DIR, else below the cache folder)')
    .option(
      '--mirror <place>',
      'a folder, a zip or an address in the layout of the OSV bucket (default: PLIMSOLL_MIRROR, else the public bucket)',
    )
    .option('--kev <place>', 'the catalogue of known exploited vulnerabilities: a file or an address')
    .option('--epss <place>', 'EPSS scores, gzip or plain: a file or an address')
    .option('--end-of-life <place>', "endoflife.date's data: a folder or an address")
    .option('--ecosystems <list>', 'only these, comma-separated: Debian,npm', (text: string) => text.split(','))
    .option('-q, --quiet', 'no progress', false)
    .action(
      async (options: {
        db?: string;
        mirror?: string;
        kev?: string;
        epss?: string;
        endOfLife?: string;
        ecosystems?: string[];
        quiet: boolean;
      }) => {
        const { db: folder, mirror, kev, epss, endOfLife, ecosystems, quiet } = options;
        const state = await updateDatabase({ db: folder, mirror, kev, epss, endOfLife, ecosystems, quiet }, environment, terminal);
        terminal.stdout.write(statusText(state));
      },
    );
  db.command('status')
    .description('what the store holds, and how old it is')
    .option('--db <dir>', 'where the store lies')
    .option('--json', 'as JSON', false)
    .action(async (options: { db?: string; json: boolean }) => {
      const state = await databaseStatus(options.db, environment);
      terminal.stdout.write(options.json ? `${JSON.stringify(state, undefined, 2)}\n` : statusText(state));
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.read : EXIT.usage;
    if (!(error instanceof PlimsollError)) throw error;
    note(terminal, 'error', error.message);
    if (error.hint !== undefined) terminal.stderr.write(`${error.hint}\n`);
    return USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.notReadable;
  }
}

/** A command that reads one image, with the options that all such commands share. */
function imageCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<target>', 'the image')
    .addOption(
      new Option('-f, --format <format>', `${formats.map(({ id, summary }) => `${id}: ${summary}`).join('; ')}`)
        .default(formats[0], formats[0]!.id)
        .argParser(parseFormat),
    )
    .option('--platform <os/arch>', 'which platform of a multi-platform image (default: linux/amd64)')
    .option('--no-cache', 'read every layer again')
    .option('--strict', 'exit with 3 if the image could not be read whole', false)
    .option('-q, --quiet', 'no progress', false)
    .addHelpText('after', `\n${TARGET_HELP}`);
}

function parseFormat(text: string): ReportFormat {
  const format = formats.find(({ id }) => id === text);
  if (format === undefined) throw new InvalidArgumentError(`It is one of ${formats.map(({ id }) => id).join(', ')}.`);
  return format;
}

function parseSeverities(text: string): readonly Severity[] {
  const names = text.split(',');
  const unknown = names.filter((name) => !SEVERITIES.includes(name as Severity));
  if (unknown.length > 0) throw new InvalidArgumentError(`${JSON.stringify(unknown[0])} is not one of ${SEVERITIES.join(', ')}.`);
  return names as Severity[];
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
