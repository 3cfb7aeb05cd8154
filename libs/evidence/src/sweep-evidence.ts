import { INSTALLATION, Sweeps, type Repaired, type Repairs, type Sweep } from '#platform';
import { FilesAndRows } from './files/files-and-rows.js';
import { LeftBehind } from './files/left-behind.js';

/** One look sees so many parts, or as many as it can in so long; the next one goes on from there, and the archive is seen whole in four minutes, a very large one in more. */
const PARTS_A_LOOK = 16;
const LOOK_MS = 500;
const PARTS = 256;

/** A file without a row is moved aside, half an upload removed; a row without a file is said in the journal (`evidence.file-missing`). */
@Sweeps('evidence.files', { because: 'a crash between file and row leaves one without the other' })
export class SweepEvidence implements Sweep {
  private next = 0;

  constructor(
    private readonly filesAndRows: FilesAndRows,
    private readonly leftBehind: LeftBehind,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    const before = await this.leftBehind.longAgo();
    const done: Repaired[] = Array<Repaired>(await this.leftBehind.removeHalfUploads(before)).fill(about('incoming'));
    const until = performance.now() + LOOK_MS;
    for (let seen = 0; seen < PARTS_A_LOOK && performance.now() < until; seen++) {
      const { orphaned } = await this.filesAndRows.compare(this.next, before);
      done.push(...Array<Repaired>(orphaned).fill(about(this.next.toString(16).padStart(2, '0'))));
      this.next = (this.next + 1) % PARTS;
    }
    await repairs.block(() => Promise.resolve(done));
  }
}

/** A file that no row speaks of belongs to no jurisdiction that we know; it is named by its shelf, not by its hash. */
const about = (part: string): Repaired => ({ jurisdictionId: INSTALLATION, subject: `evidence-shelf/${part}` });
