import type { EmulatorClock } from './clock.ts';
import type { Directory } from './iam/directory.ts';
import type { LayerUrls } from './layer-urls.ts';
import type { PageTokens } from './page-tokens.ts';
import type { AuthorizationTokens } from './registry-http/authorization-token.ts';
import type { BlobStore } from './store/blobs.ts';
import type { RegistryStore } from './store/registry.ts';
import type { SavedState } from './store/saved-state.ts';
import type { Uploads } from './store/uploads.ts';
import type { Throttles } from './throttles.ts';

/** All that the surfaces answer from. */
export interface World {
  readonly account: string;
  /** The first is the default. */
  readonly regions: readonly string[];
  readonly endpoint: string;
  readonly clock: EmulatorClock;
  readonly directory: Directory;
  readonly registry: RegistryStore;
  readonly blobs: BlobStore;
  readonly uploads: Uploads;
  readonly layerUrls: LayerUrls;
  readonly pageTokens: PageTokens;
  readonly authorizationTokens: AuthorizationTokens;
  readonly throttles: Throttles;
  readonly saved: SavedState;
}
