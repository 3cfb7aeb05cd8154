import { endInOrder } from './shutdown.js';

describe('a process that is told to stop', () => {
  const SIGNALS = ['SIGTERM', 'SIGINT', 'disconnect'] as const;
  const before = SIGNALS.map((signal) => process.listeners(signal as 'SIGTERM'));
  let exit: jest.SpyInstance;

  /** Only the listener that was added by this test hears the signal: Jest has its own. */
  const told = (close: () => Promise<void>): (() => void) => {
    endInOrder(close);
    const added = process.listeners('SIGTERM').filter((listener) => !before[0]!.includes(listener));
    return () => added.forEach((listener) => listener('SIGTERM'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  });
  afterEach(() => {
    SIGNALS.forEach((signal, n) => process.listeners(signal as 'SIGTERM').filter((listener) => !before[n]!.includes(listener)).forEach((listener) => process.off(signal, listener)));
    exit.mockRestore();
    jest.useRealTimers();
  });

  it('ends with 0 when everything was closed, however often it is told', async () => {
    let closed = 0;
    const tell = told(() => Promise.resolve(void closed++));
    tell();
    tell();
    await jest.advanceTimersByTimeAsync(0);
    expect([closed, exit.mock.calls]).toEqual([1, [[0]]]);
  });

  it('ends with 1 when closing failed', async () => {
    told(() => Promise.reject(new Error('no')))();
    await jest.advanceTimersByTimeAsync(0);
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('is broken off with 1 after 30 seconds, and not before', async () => {
    told(() => new Promise(() => undefined))();
    await jest.advanceTimersByTimeAsync(29_999);
    expect(exit).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(exit.mock.calls).toEqual([[1]]);
  });
});
