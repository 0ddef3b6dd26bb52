import * as bulkDecisions from './bulk-decisions.ts';
import * as compliance from './compliance.ts';
import * as connections from './connections.ts';
import * as decisions from './decisions.ts';
import type { Download, Endpoint } from './endpoint.ts';
import * as followedPlans from './followed-plans.ts';
import * as images from './images.ts';
import * as overview from './overview.ts';
import * as pictures from './pictures.ts';
import * as plans from './plans.ts';
import * as policies from './policies.ts';
import * as reports from './reports.ts';
import * as session from './session.ts';
import * as vexImport from './vex-import.ts';
import * as vulnerabilities from './vulnerabilities.ts';

/** Every operation of the API, by name. A structure test compares it with what the server registered. */
export const endpoints: Readonly<Record<string, Endpoint | Download>> = Object.fromEntries(
  [
    session,
    connections,
    images,
    plans,
    followedPlans,
    decisions,
    bulkDecisions,
    vexImport,
    policies,
    compliance,
    vulnerabilities,
    reports,
    overview,
    pictures,
  ]
    .flatMap((module) => Object.entries(module))
    .filter((entry): entry is [string, Endpoint | Download] => typeof entry[1] === 'object' && 'method' in entry[1] && 'path' in entry[1]),
);
