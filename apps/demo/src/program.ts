import { once } from 'node:events';
import { PlimsollError } from '@plimsoll/model';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ADMIN, type Demo, startDemo } from './demo.ts';
import { fixLines, summaryTable } from './summary.ts';

const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 };

interface Options {
  readonly once?: true;
  readonly port?: number;
  readonly data?: string;
}

/** Runs the demo. @returns the exit status: 0 shown, 1 something failed, 2 usage, 130 ended before it was shown */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('npm run demo --')
    .description(
      'Shows Plimsoll with sample images. It needs no AWS account and no network: registry, database and advisories are brought along.',
    )
    .option('--once', 'end after the summary instead of serving until Ctrl-C')
    .option('--port <port>', 'port of the pages, 0 = any free one (default: 4680, or any free one if that is taken)', toPort)
    .option('--data <dir>', 'keep the data in this folder (default: a temporary one, removed at the end)')
    .exitOverride();
  try {
    return await show(program.parse(args, { from: 'user' }).opts<Options>());
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

async function show(options: Options): Promise<number> {
  const startedAt = performance.now();
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let demo: Demo | undefined;
  try {
    print('Plimsoll with sample images. Everything runs on this machine.\n\n');
    demo = await startDemo({ port: options.port, dataDir: options.data, signal: stop.signal, report: printStep });
    print(`\n${summaryTable(demo.images)}\n`);
    print(`${demo.vulnerabilities} vulnerabilities, ${demo.exploited} of them being exploited. ${seconds(startedAt)} s.\n`);
    print(`\nWhat to change first:\n${fixLines(demo.fixes)}`);
    print(`\nOpen      ${demo.url}\nE-mail    ${ADMIN.email}\nPassword  ${ADMIN.password}\n`);
    if (options.once === true) return EXIT.done;
    print('\nCtrl-C ends the demo.\n');
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    print('\nEnding.\n');
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof PlimsollError)) throw error;
    process.stderr.write(`error: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    return EXIT.failed;
  } finally {
    await demo?.close();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function printStep(step: string, text: string): void {
  print(`${step.padEnd(12)}${text}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function seconds(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}
