import { deleteManifest } from './delete-manifest.ts';
import { getBlob } from './get-blob.ts';
import { getManifest } from './get-manifest.ts';
import { getUpload } from './get-upload.ts';
import { headBlob } from './head-blob.ts';
import { listReferrers } from './list-referrers.ts';
import { listRepositories } from './list-repositories.ts';
import { listTags } from './list-tags.ts';
import { patchUpload } from './patch-upload.ts';
import { ping } from './ping.ts';
import { putManifest } from './put-manifest.ts';
import { putUpload } from './put-upload.ts';
import type { Route } from './route.ts';
import { startUpload } from './start-upload.ts';

/** Every route of the registry. The order carries no meaning. */
export const routes: readonly Route[] = [
  deleteManifest,
  getBlob,
  getManifest,
  getUpload,
  headBlob,
  listReferrers,
  listRepositories,
  listTags,
  patchUpload,
  ping,
  putManifest,
  putUpload,
  startUpload,
];
