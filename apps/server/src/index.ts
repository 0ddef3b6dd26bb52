export { type Config, readConfig } from './config.ts';
export { jobs } from './jobs/index.ts';
export { type RunningServer, startServer } from './start-server.ts';
