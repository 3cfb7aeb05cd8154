type Action = 'kill' | 'hang' | 'throw' | 'stop';

/** Thrown by a failpoint set to `throw`; nobody catches it on purpose. */
export class FailpointReached extends Error {}

const armed = new Map<string, { nth: number; action: Action }>();

/** Arms these `name:nth:action`, separated by commas, and no others. Called at boot, only under NODE_ENV=test. */
export function armFailpoints(spec: string | undefined): void {
  armed.clear();
  for (const part of (spec ?? '').split(',').filter(Boolean)) {
    const [name, nth, action] = part.split(':');
    armed.set(name!, { nth: Number(nth), action: action as Action });
  }
}

/**
 * A named place where the crash suite may stop this process. Free when nothing is armed.
 * `kill` is SIGKILL: no handler runs, as when the power goes. `stop` is SIGSTOP: it stands there until it is told to go on.
 * Whoever started the process hears that the place was reached.
 */
export async function failpoint(name: string): Promise<void> {
  const point = armed.get(name);
  if (!point || --point.nth > 0) return;
  armed.delete(name);
  process.send?.({ failpoint: name });
  if (point.action === 'kill') process.kill(process.pid, 'SIGKILL');
  if (point.action === 'throw') throw new FailpointReached(name);
  if (point.action === 'stop') return void process.kill(process.pid, 'SIGSTOP');
  await new Promise(() => undefined);
}
