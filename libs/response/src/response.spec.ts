import { activate, changeLevel, close, lift, resume, suspend, type Response } from './response.js';

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`);
const response: Response = {
  id: 'r1',
  jurisdictionId: 'j1',
  warningId: 'w1',
  number: '2026—2027年第1号',
  planVersionId: 'v1',
  warningLevel: 'orange',
  level: 'II',
  revision: 1,
  state: 'active',
  exercise: false,
  speed: 1,
  startsAt: at('12:00'),
  activatedAt: at('12:00'),
  suspendedAt: null,
  liftedAt: null,
  revoked: false,
  closedAt: null,
  version: 1,
};

describe('a response', () => {
  it('is activated with the plan version it will keep', () => {
    const [event] = activate(response, 'hash').events;
    expect(event).toMatchObject({ responseId: 'r1', planVersionId: 'v1', level: 'II', revision: 1, previewHash: 'hash' });
  });

  it('opens a revision with every level', () => {
    const { next, events } = changeLevel(response, 'red', 'I', 'hash');
    expect(next).toMatchObject({ level: 'I', warningLevel: 'red', revision: 2 });
    expect(events[0]).toMatchObject({ from: 'II', to: 'I', revision: 2 });
  });

  it('stands still while suspended and says how long', () => {
    const suspended = suspend(response, at('13:00')).next;
    expect(() => changeLevel(suspended, 'red', 'I', 'hash')).toThrow(expect.objectContaining({ code: 'response.not-active' }));
    const { next, events } = resume(suspended, at('15:30'));
    expect(next.state).toBe('active');
    expect(events[0]).toMatchObject({ stoodStillMs: 9_000_000 });
  });

  it('is lifted from where it stands and closed once everybody has stood down', () => {
    const lifted = lift(suspend(response, at('13:00')).next, false, at('18:00')).next;
    expect(lifted).toMatchObject({ state: 'lifted', revoked: false, revision: 2 });
    expect(close(lifted, at('20:00')).next.state).toBe('closed');
  });

  it('says nothing new when it is closed twice, and does not close before it is lifted', () => {
    const closed = close(lift(response, true, at('18:00')).next, at('20:00')).next;
    expect(close(closed, at('21:00')).events).toEqual([]);
    expect(close(response, at('20:00')).events).toEqual([]);
  });

  it('is not lifted twice', () => {
    const lifted = lift(response, false, at('18:00')).next;
    expect(() => lift(lifted, false, at('19:00'))).toThrow(expect.objectContaining({ code: 'response.not-active' }));
  });
});
