import type { Edit } from './managers/manager.ts';

/** An edit that mends what a check of the configuration found. */
export interface ConfigurationEdit {
  /** Id of the check. */
  readonly check: string;
  readonly title: string;
  readonly edit: Edit;
}

type Remedy = Omit<ConfigurationEdit, 'check'>;

/** By the id of the check that failed; each is asked about the application's own lines. */
const REMEDIES: Readonly<Record<string, (dockerfile: readonly string[]) => readonly Remedy[]>> = {
  'CIS-4.1': runAsUser,
  'exposed-ssh': hideSsh,
};

/**
 * Edits of a Dockerfile for checks that failed. Checks that no line can mend (secrets, setuid files) have none, nor have lines of the base.
 *
 * @param failed ids of the checks
 * @param dockerfile the application's lines, its base first; `reconstructDockerfile` makes them where there is no file
 */
export function configurationEdits(failed: Iterable<string>, dockerfile: readonly string[]): ConfigurationEdit[] {
  return [...new Set(failed)].flatMap((check) =>
    Object.hasOwn(REMEDIES, check) ? REMEDIES[check]!(dockerfile).map((remedy) => ({ check, ...remedy })) : [],
  );
}

/** The last USER counts. A number, so that an orchestrator can see that it is not root. */
function runAsUser(dockerfile: readonly string[]): Remedy[] {
  const before = dockerfile.findLast((line) => /^USER\s/i.test(line)) ?? '';
  return [{ title: 'Run as a user other than root', edit: { kind: 'configuration', file: 'Dockerfile', before, after: 'USER 1000' } }];
}

function hideSsh(dockerfile: readonly string[]): Remedy[] {
  return dockerfile.flatMap((before): Remedy[] => {
    const [keyword = '', ...ports] = before.split(/\s+/);
    const others = ports.filter((port) => !/^22(?:\/tcp)?$/i.test(port));
    if (keyword.toUpperCase() !== 'EXPOSE' || others.length === ports.length) return [];
    const after = others.length === 0 ? '' : [keyword, ...others].join(' ');
    return [{ title: 'Do not expose port 22', edit: { kind: 'configuration', file: 'Dockerfile', before, after } }];
  });
}
