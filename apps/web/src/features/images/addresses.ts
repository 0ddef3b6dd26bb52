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
