import { enableCompileCache } from 'node:module';

// The cache must be on before the first module of ours is loaded: it takes three quarters off the start.
enableCompileCache();
const { readConfig } = await import('./config.ts');
const { startServer } = await import('./start-server.ts');
const { PlimsollError } = await import('@plimsoll/model');

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write('Usage: npm start\n\nStarts Plimsoll. It is configured by environment variables: see docs/configuration.md.\n');
  process.exit(0);
}

try {
  const server = await startServer(readConfig(process.env));
  if (server.url !== '') process.stdout.write(`Plimsoll is at ${server.url}\n`);
  if (server.setupToken !== undefined) process.stdout.write(`Create the first admin: ${server.url}/setup?token=${server.setupToken}\n`);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  if (!(error instanceof PlimsollError)) throw error;
  process.stderr.write(`error: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
  process.exitCode = 1;
}
