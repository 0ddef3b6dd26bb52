import type { Inventory, Link } from '@plimsoll/model';
import type { ConfigurationEdit } from './configuration-edits.ts';
import type { Match } from './finding-keys.ts';
import type { ManifestFile } from './managers/manager.ts';

/** Another base, read. */
export interface ReadCandidate {
  readonly name: string;
  readonly digest: string;
  readonly inventory: Inventory;
}

/** All that is known of an image when plans are made for it. */
export interface PlanInput {
  readonly inventory: Inventory;
  /** What it does not find is not planned for: a finding that somebody decided on, say. */
  readonly match: Match;
  /** Weight of a finding; plans are ranked by what they remove of it. */
  readonly riskOf: (link: Link) => number;
  /** What the image is built on. Absent = not known: then everything is taken for the application's. */
  readonly base?: {
    readonly name: string;
    readonly layerCount: number;
    /** If it could be read. */
    readonly inventory?: Inventory;
    /** In the order in which they are to be listed; empty if nothing newer is known. */
    readonly candidates: readonly ReadCandidate[];
  };
  /** Manifests and lock files of the image's own layers; see `isManifest`. */
  readonly manifests: readonly ManifestFile[];
  /** Edits of how the image runs, each a plan of its own: they remove no vulnerability. Default: none. */
  readonly configuration?: readonly ConfigurationEdit[];
}
