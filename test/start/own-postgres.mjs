// A PostgreSQL of one's own: that of the system's packages, in the folder given. Prints its address; ends when its input ends.
import { startPostgres } from '../../dist/apps/standalone/src/embedded-postgres.js';
import { fromSystem } from '../../dist/apps/standalone/src/find-postgres.js';

const server = await startPostgres(process.argv[2], { binaries: fromSystem() });
console.log(server.url('postgres'));
process.stdin.resume().on('end', () => {
  server.stop();
  process.exit(0);
});
