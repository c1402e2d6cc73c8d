/** The part of dynalite's options used here; the package has no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  const dynalite: (options: { readonly createTableMs: number }) => Server;
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default dynalite;
}
