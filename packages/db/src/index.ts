export { connect, type Database, type Queryable } from './connect.ts';
export { type RunningDatabase, type StartOptions, startDatabase } from './embedded/start-database.ts';
export { loadMigrations, migrate, type Migration } from './migrate.ts';
