/** A file of the application that says what it depends on, or what was locked. */
export interface ManifestFile {
  /** In the image, without a leading slash: `srv/app/package.json`. */
  readonly path: string;
  readonly text: string;
}

/** What the packages of one application and one name are to become. */
export interface Pin {
  readonly name: string;
  /** Present versions that the pin replaces, ascending. */
  readonly from: readonly string[];
  readonly to: string;
  /**
   * Which versions are replaced, in managers that can say so: `<0.7.0`, or `>4.0.0-0 <4.4.3` where older lines of the name stay as they are. What
   * asks for something newer keeps it. Absent = every version.
   */
  readonly range?: string;
}

/** One change of a file, or one command. */
export interface Edit {
  /**
   * `base-image`, `os-packages`, `dependency` (what the application itself asks for), `override` (what its dependencies ask for),
   * `configuration` (a line of the Dockerfile that says how the image runs).
   */
  readonly kind: 'base-image' | 'os-packages' | 'dependency' | 'override' | 'configuration';
  /** Absent if it is not known which file. */
  readonly file?: string;
  /** What stands there; empty if nothing does. */
  readonly before: string;
  /** What is to stand there. */
  readonly after: string;
  /** The line that a new one comes behind. Absent: behind FROM for system packages, else at the end. */
  readonly behind?: string;
  /** The same as a line for a shell, where a command can do it. */
  readonly command?: string;
}

/** How one package manager is told a version. A plug-in is a value of this shape, listed in `registry.ts`. */
export interface PackageManager {
  readonly id: string;
  /** OSV ecosystem of its packages. */
  readonly ecosystem: string;
  /** Names of the files that it writes: their presence says that it is used. The ecosystem's own manager is the one that needs none. */
  readonly lockFiles: readonly string[];
  /** True if its lock file is asked who asks for a package; of the others it is enough that they are there. */
  readonly readsLockFile?: true;
  /** Names of the files that people write, the usual one first. */
  readonly manifests: readonly string[];
  /** True if an override can be limited to a range of versions of a name. */
  readonly selectsByRange: boolean;
  /** True if the application installs several versions of a name side by side. */
  readonly nests: boolean;
  /**
   * Whether the application itself asks for the package, as it stands in the manifest: `"axios": "0.19.0"`.
   *
   * @returns undefined if it does not, or if the manifest cannot be read
   */
  declared(manifest: string, name: string): string | undefined;
  /** The edits that make the pin true. `manifest` is undefined if it is not in the image: then an override is the safe answer. */
  edits(pin: Pin, manifest: ManifestFile | undefined, isAskedByOthers: boolean): readonly Edit[];
}
