import { Database } from '../database/database.js';
import { INSTALLATION } from './repaired.event.js';
import { Sweeps, type Repaired, type Repairs, type Sweep } from './sweeps.js';

/** Leaders renew their lease every 3 seconds, processes beat every 5. */
const LEADER_SECONDS = 15;
const PROCESS_SECONDS = 60;

/** A frozen process keeps its connections: the server has to end the one that holds the office. */
const LEADERS = `SELECT '${INSTALLATION}' AS "jurisdictionId", 'leader/' || name AS subject FROM platform_end_silent_leaders(make_interval(secs => ${LEADER_SECONDS})) AS name`;
const PROCESSES = `
  UPDATE platform_heartbeat SET gone_at = clock_timestamp()
   WHERE gone_at IS NULL AND seen_at < clock_timestamp() - make_interval(secs => ${PROCESS_SECONDS})
  RETURNING '${INSTALLATION}' AS "jurisdictionId", 'process/' || process AS subject`;

/** Ends the term of a leader that fell silent, so that another can begin, and notes the processes that died without a word. */
@Sweeps('platform.leases', { because: 'a process that is frozen or cut off still holds its office and cannot say so' })
export class SweepLeases implements Sweep {
  constructor(private readonly database: Database) {}

  async sweep(repairs: Repairs): Promise<void> {
    await repairs.block(() => this.database.query<Repaired>(LEADERS));
    await repairs.block(() => this.database.query<Repaired>(PROCESSES));
  }
}
