import type pg from 'pg';

/** A process that lived through a restore notices after so long; a job that seems to be of another epoch makes it look sooner. */
const BELIEVED_MS = 5_000;
const DOUBTED_MS = 1_000;

/** Which life of the installation this is. Jobs carry it, because a queue may hold those of a time before the backup was restored. */
export class RestoreEpoch {
  private known: { epoch: string; readAt: number } | null = null;

  constructor(private readonly pool: () => pg.Pool) {}

  async current(believedMs = BELIEVED_MS): Promise<string> {
    if (this.known && performance.now() - this.known.readAt < believedMs) return this.known.epoch;
    const { rows } = await this.pool().query<{ epoch: string }>('SELECT epoch FROM public.platform_restore_epoch');
    this.known = { epoch: rows[0]!.epoch, readAt: performance.now() };
    return this.known.epoch;
  }

  /** True for a job of this life. One without an epoch is of a version that knew none. */
  async isNow(epoch: string | undefined): Promise<boolean> {
    return epoch !== undefined && (epoch === (await this.current()) || epoch === (await this.current(DOUBTED_MS)));
  }
}
