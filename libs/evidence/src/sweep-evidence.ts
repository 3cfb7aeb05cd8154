import { INSTALLATION, Sweeps, type Repaired, type Repairs, type Sweep } from '#platform';
import { FilesAndRows } from './files/files-and-rows.js';
import { LeftBehind } from './files/left-behind.js';

/** One look takes about so long, then the next one goes on from there: a large archive is seen whole in some minutes. */
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
    for (let seen = 0; seen < PARTS && performance.now() < until; seen++) {
      const { orphaned } = await this.filesAndRows.compare(this.next, before);
      done.push(...Array<Repaired>(orphaned).fill(about(this.next.toString(16).padStart(2, '0'))));
      this.next = (this.next + 1) % PARTS;
    }
    await repairs.block(() => Promise.resolve(done));
  }
}

/** A file that no row speaks of belongs to no jurisdiction that we know; it is named by its shelf, not by its hash. */
const about = (part: string): Repaired => ({ jurisdictionId: INSTALLATION, subject: `evidence-shelf/${part}` });
