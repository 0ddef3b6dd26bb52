import { shortDigest } from './format.ts';

/** The parameters of an image's address. */
export interface ImageAddress {
  readonly connection: string;
  readonly repository: string;
  readonly reference: string;
}

/** As the router wants it. */
export function addressOf(image: { connection: number; repository: string }, reference: string): ImageAddress {
  return { connection: String(image.connection), repository: image.repository, reference };
}

/** What an image is called by its tag or digest: `shop/web:1.4.0`, `shop/web@sha256:5b1f…c07e`. */
export function imageName({ repository, reference }: { readonly repository: string; readonly reference: string }): string {
  return reference.includes(':') ? `${repository}@${shortDigest(reference)}` : `${repository}:${reference}`;
}
