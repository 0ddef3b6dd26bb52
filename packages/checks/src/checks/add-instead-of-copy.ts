import type { Check, CheckInput, CheckStatus, Observation } from '../check.ts';
import { originOfStep } from '../origin.ts';
import { redactSecrets } from '../secrets/find-secrets.ts';
import type { Severity } from '@plimsoll/model';

/** ADD fetches addresses and unpacks archives; unpacking is the one thing that COPY cannot do. */
export const addInsteadOfCopy: Check = {
  id: 'CIS-4.9',
  title: 'Files are copied with COPY',
  remedy: 'Use COPY; fetch what lies on a server in a RUN that verifies its checksum, or with ADD --checksum.',
  severity: 'low',
  cis: '4.9',
  urls: ['https://docs.docker.com/build/building/best-practices/#add-or-copy'],
  run,
};

const ADDRESS = /^(?:https?|ftp|git|ssh):\/\/|^git@/i;
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst)$|\.tar\.\w{1,5}$/i;

interface Judgement {
  readonly message: string;
  readonly status?: CheckStatus;
  readonly severity?: Severity;
}

function run(input: CheckInput): Observation[] {
  if (input.steps.length === 0) return [{ status: 'unknown', message: 'The image has no history' }];
  return input.steps.flatMap(({ instruction, layer }, index): Observation[] => {
    const judgement = instruction.startsWith('ADD ') ? judge(instruction, layer) : undefined;
    if (judgement === undefined) return [];
    const evidence = redactSecrets(instruction.slice(0, 300));
    return [{ ...judgement, evidence: [evidence], origin: originOfStep(index, input), ...(layer === undefined ? {} : { layer }) }];
  });
}

function judge(instruction: string, layer: number | undefined): Judgement | undefined {
  const words = instruction
    .slice('ADD '.length, 5000)
    .split(/[\s,[\]"]+/)
    .filter((word) => word !== '');
  const sources = words
    .filter((word) => !word.startsWith('--'))
    .slice(0, -1)
    .filter((word) => word !== 'in');
  if (sources.some((source) => ADDRESS.test(source))) {
    if (words.some((word) => word.startsWith('--checksum='))) return undefined;
    return { message: 'ADD fetches a file from a server and does not verify it', severity: 'medium' };
  }
  // The classic builder writes a hash for the name. The first layer is a root file system, for which ADD is right.
  if (layer === 0 || sources.every((source) => ARCHIVE.test(source) && !source.startsWith('dir:'))) return undefined;
  if (sources.some((source) => /^(?:file|multi):/.test(source))) {
    return { status: 'unknown', message: 'ADD was used, for files whose names the history does not tell: right for archives only' };
  }
  return { message: 'ADD copies files that are no archives' };
}
