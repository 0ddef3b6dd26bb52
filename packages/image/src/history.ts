/** One step of the build, as the configuration tells it. */
export interface HistoryEntry {
  readonly createdBy: string;
  /** True if the step made no layer. */
  readonly isEmpty: boolean;
}

/** The build's steps, told apart by whether they made a layer. */
export interface Instructions {
  /** One a layer, in layer order; empty where the history does not say. */
  readonly ofLayers: readonly string[];
  /** Those without a layer, in order: `USER 1000`, `EXPOSE 8080`. */
  readonly empty: readonly string[];
}

/** Joins the history with the layers. A history that does not fit their number tells nothing about them. */
export function joinHistory(history: readonly HistoryEntry[], layerCount: number): Instructions {
  const made = history.filter((entry) => !entry.isEmpty).map((entry) => cleanInstruction(entry.createdBy));
  const empty = history.filter((entry) => entry.isEmpty).map((entry) => cleanInstruction(entry.createdBy));
  return { ofLayers: made.length === layerCount ? made : Array.from({ length: layerCount }, () => ''), empty };
}

const SHELL = '/bin/sh -c ';
const NOP = '#(nop)';
const BUILDKIT = ' # buildkit';
/** `|1 VERSION=2 /bin/sh -c make`: the number of build arguments and the arguments, which the classic builder puts first. */
const BUILD_ARGUMENTS = /^\|\d+ /;

/**
 * An instruction as the Dockerfile has it: `/bin/sh -c #(nop)  USER 1000` gives `USER 1000`, `/bin/sh -c make` gives `RUN make`,
 * `RUN /bin/sh -c make # buildkit` gives `RUN make`. What builders without a Dockerfile write stays as it is.
 */
export function cleanInstruction(createdBy: string): string {
  const text = createdBy.trim();
  if (text.startsWith(SHELL)) return cleanShell(text.slice(SHELL.length).trim());
  if (BUILD_ARGUMENTS.test(text)) {
    const shell = text.indexOf(SHELL);
    return shell === -1 ? text : cleanShell(text.slice(shell + SHELL.length).trim());
  }
  const bare = text.endsWith(BUILDKIT) ? text.slice(0, -BUILDKIT.length).trim() : text;
  if (!bare.startsWith('RUN ')) return bare;
  const shell = bare.indexOf(SHELL);
  // BuildKit writes the build arguments between RUN and the shell: `RUN |1 VERSION=2 /bin/sh -c make`.
  const isPlain = shell === 'RUN '.length || (shell !== -1 && BUILD_ARGUMENTS.test(bare.slice('RUN '.length)));
  return isPlain ? `RUN ${bare.slice(shell + SHELL.length).trim()}` : bare;
}

function cleanShell(command: string): string {
  return command.startsWith(NOP) ? command.slice(NOP.length).trim() : `RUN ${command}`;
}
