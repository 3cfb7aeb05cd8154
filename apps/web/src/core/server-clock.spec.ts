import { ahead, hearServerTime, serverNow, takeServerAhead } from './server-clock';

describe('the time by the server', () => {
  const HOUR_MS = 3_600_000;
  const answer = (date: string): Response => new Response(null, { headers: { date } });
  const toldAt = (milliseconds: number): Response => answer(new Date(milliseconds).toUTCString());
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-24T02:00:00.000+08:00') }));
  afterEach(() => {
    jest.useRealTimers();
    takeServerAhead(0);
  });

  it('is learnt from any answer, so that a device that is hours wrong counts down rightly', () => {
    hearServerTime(toldAt(Date.now() + 3 * HOUR_MS));
    expect(Math.abs(serverNow().getTime() - Date.now() - 3 * HOUR_MS)).toBeLessThan(1_500);
    hearServerTime(toldAt(Date.now() - 5 * HOUR_MS));
    expect(Math.abs(serverNow().getTime() - Date.now() + 5 * HOUR_MS)).toBeLessThan(1_500);
  });

  it('does not jump about for the whole seconds that the server tells', () => {
    for (const milliseconds of [-900, -300, 400, 900]) hearServerTime(toldAt(Date.now() + milliseconds));
    expect(ahead.value).toBe(0);
  });

  it('stays as it was when an answer tells none', () => {
    takeServerAhead(HOUR_MS);
    hearServerTime(new Response(null));
    hearServerTime(answer('yesterday'));
    expect(ahead.value).toBe(HOUR_MS);
  });
});
