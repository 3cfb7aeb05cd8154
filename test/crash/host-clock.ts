/**
 * The clock of one host, which may be wrong and jump: `Date` of this process, and nobody else's. What only counts on
 * (`performance.now`, timers) does so on a host whose clock jumps, too. Installed before anything else is loaded.
 */
export function installHostClock(): void {
  const truth = Date.now;
  let off = 0;
  const now = (): number => truth() + off;
  Date.now = now;
  const Host = new Proxy(Date, {
    construct: (target, values: [number?], newTarget) => Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    apply: () => new Date(now()).toString(),
  });
  Host.prototype.constructor = Host;
  globalThis.Date = Host;
  process.on('message', (order: object) => {
    if ('clock' in order) off = Number(order.clock);
  });
}
