import { Command, InvalidArgumentError } from 'commander';
import { PlimsollError } from '@plimsoll/model';
import { type EmulatorOptions, startEmulator } from './emulator.ts';
import { readerRole } from './iam/reader-role.ts';
import { welcomeText } from './welcome.ts';

const program = new Command('ecr-emulator')
  .description('Amazon ECR on this machine: the AWS JSON API with signatures and IAM, STS, and the registry HTTP API.')
  .option('--images <folder>', 'OCI layout to serve, read-only; may be given several times', collect, [])
  .option('--data <folder>', 'keep what is pushed in this folder; default: in memory')
  .option('--port <port>', 'port on 127.0.0.1 and ::1; 0 = any free one', toPort, 4566)
  .option('--account <id>', 'account id, 12 digits', '123456789012')
  .option('--region <region...>', 'regions; the first is the default', ['us-east-1'])
  .option('--external-id <id>', 'external id of the role plimsoll-reader, which may only read', 'plimsoll-emulator')
  .addHelpText('after', '\nExample:\n  npm run ecr-emulator -- --images ../shared/images --port 4566\n');

const options = program
  .parse()
  .opts<{ images: string[]; data?: string; port: number; account: string; region: string[]; externalId: string }>();

try {
  const { images, data, port, account, region, externalId } = options;
  const roles = [readerRole('plimsoll-reader', externalId)];
  const settings: EmulatorOptions = { images, port, account, regions: region, roles, ...(data === undefined ? {} : { dataDir: data }) };
  const emulator = await startEmulator(settings);
  for (const problem of emulator.problems) console.error(`not served: ${problem.message}`);
  const stop = () => void emulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(welcomeText(emulator, { name: 'plimsoll-reader', externalId }));
} catch (error) {
  if (!(error instanceof PlimsollError)) throw error;
  console.error(`${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`);
  process.exitCode = 2;
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}
