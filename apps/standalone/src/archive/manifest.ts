/** What an archive says of itself; its last member. Later versions read older formats by this number. */
export const FORMAT = 'qingkong.backup/1';

export interface TableManifest {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Members that hold it, in order: together one gzip stream of COPY text. */
  readonly parts: readonly string[];
}

export interface SequenceManifest {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

export interface Member {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly format: string;
  /** Version of the product that made it, and its commit where that is known. */
  readonly product: string;
  readonly commit: string | null;
  readonly postgres: string;
  /** The moment of the one snapshot that everything is from. */
  readonly at: string;
  /** Names of the migrations that had run, in order. */
  readonly migrations: readonly string[];
  /** In an order in which they can be loaded: whoever is referred to comes first. */
  readonly tables: readonly TableManifest[];
  readonly sequences: readonly SequenceManifest[];
  /** Every member but photos. */
  readonly members: readonly Member[];
  /** Photos are too many to be listed: how many, and one SHA-256 over the name, size and SHA-256 of each, in order. */
  readonly photos: { readonly files: number; readonly bytes: number; readonly digest: string; readonly missing: readonly string[]; readonly damaged: readonly string[] };
  readonly keys: readonly string[];
  /** Where the journal stood: its head in the feed, its rows, the last seal. */
  readonly journal: { readonly head: string; readonly rows: number; readonly seal: { readonly n: string; readonly root: string } | null };
}

export const MANIFEST = 'manifest.json';
export const PHOTO_PREFIX = 'evidence/';
export const KEY_PREFIX = 'keys/';

/** One photo's line in the digest. */
export const photoLine = ({ name, bytes, sha256 }: Member): string => `${name} ${bytes} ${sha256}\n`;

/** Follows the last block of the tar archive: whatever changes or cuts the file, this shows it. Other tar programs overlook it. */
export const trailerOf = (sha256: string): string => `qingkong.backup sha256 ${sha256}\n`;
export const TRAILER_BYTES = trailerOf('0'.repeat(64)).length;
export const TRAILER = /^qingkong\.backup sha256 ([0-9a-f]{64})\n$/;

/** The archive cannot be used; the message says why. Nothing was changed. */
export class ArchiveProblem extends Error {}
