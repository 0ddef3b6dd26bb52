import { enableCompileCache } from 'node:module';

// The cache must be on before the first module of ours is loaded: it takes three quarters off the start.
enableCompileCache();
const { run } = await import('./program.ts');

// Whoever reads us may have read enough: `plimsoll scan ... | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = await run(process.argv.slice(2), process.env, { stdout: process.stdout, stderr: process.stderr });
} catch (error) {
  // Node would end with 1, and 1 means findings.
  process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 3;
}
