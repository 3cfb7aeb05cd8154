import { armFailpoints } from '#platform';

/** What the suite says to a process: the environment to begin with, the failpoint that it shall have from now on, or how wrong its clock is (host-clock.ts hears that). */
export type Order = { readonly environment: Record<string, string> } | { readonly failpoint: string } | { readonly clock: number };

/**
 * A process that has loaded the modules of the api or the worker waits here. Told its environment, it runs the very program
 * that `npm run api` or `npm run worker` runs: so a dead process is replaced at once, not after seconds.
 */
export function wait(begin: () => Promise<unknown>): void {
  const orphaned = (): never => process.exit(1);
  process.once('disconnect', orphaned);
  process.on('message', (order: Order) => {
    if ('clock' in order) return;
    if ('failpoint' in order) return armFailpoints(order.failpoint);
    process.off('disconnect', orphaned);
    Object.assign(process.env, order.environment);
    void begin();
  });
  process.send?.('loaded');
}
