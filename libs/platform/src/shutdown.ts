/** Whoever stops a process may insist after this time; until then everything else has to be over. */
const HARD_LIMIT_MS = 30_000;

/**
 * Ends this process in order at SIGTERM, SIGINT, or when the process that started it is gone: exit code 0, or 1 when it had to be
 * broken off after 30 seconds. What is unfinished then is found by another process.
 */
export function endInOrder(close: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  // Started by npm start: when that is killed, nobody is left to stop this process.
  process.once('disconnect', end);
}
