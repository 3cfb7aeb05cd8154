import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { defineJob, Handles } from '#platform';
import { FilesAndRows } from '../files/files-and-rows.js';
import { LeftBehind } from '../files/left-behind.js';

export interface Swept {
  /** Half uploads removed. */
  readonly removed: number;
  /** Files that no row speaks of, moved aside into `orphans`. */
  readonly orphaned: number;
  /** Photos whose file is gone, said for the first time. */
  readonly missing: number;
}

/**
 * Compares all files with all rows, both ways. It deletes only half uploads: a file without a row is moved aside, a row
 * without a file is reported once, and a file moved aside too early comes back. May run at any time, also twice at once.
 */
export class SweepFiles extends Command<Swept> {}

export const sweepFiles = defineJob({ name: 'evidence.sweep-files', lane: 'slow', command: SweepFiles, key: () => 'sweep-files', attempts: 1 });

@Handles(SweepFiles)
export class SweepFilesHandler implements ICommandHandler<SweepFiles> {
  constructor(
    private readonly filesAndRows: FilesAndRows,
    private readonly leftBehind: LeftBehind,
  ) {}

  async execute(): Promise<Swept> {
    const before = await this.leftBehind.longAgo();
    const removed = await this.leftBehind.removeHalfUploads(before);
    let [orphaned, missing] = [0, 0];
    for (let first = 0; first < 256; first++) {
      const found = await this.filesAndRows.compare(first, before);
      orphaned += found.orphaned;
      missing += found.missing;
    }
    return { removed, orphaned, missing };
  }
}
