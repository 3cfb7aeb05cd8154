import { admission, BOUNDS, mayBegin, placesOf, strainOf, type Load } from './admission.js';
import { DOOR_LANES, laneOf, type DoorLane } from './lane.js';

const none = { raise: 0, answer: 0, view: 0, export: 0 };
const load = (more: Partial<Load> = {}): Load => ({ running: none, waiting: none, poolWaiting: 0, lagMs: 0, ...more });
const verdicts = (at: Load): Record<DoorLane, string> => Object.fromEntries(DOOR_LANES.map((lane) => [lane, admission(lane, at)])) as Record<DoorLane, string>;
const allRunning = Object.fromEntries(DOOR_LANES.map((lane) => [lane, BOUNDS[lane].running])) as Record<DoorLane, number>;

describe('admission', () => {
  it('lets everybody in while there is room', () => {
    expect(verdicts(load())).toEqual({ raise: 'run', answer: 'run', view: 'run', export: 'run' });
  });

  it('lets those wait whose lane is full, but never a raise', () => {
    expect(verdicts(load({ running: allRunning }))).toEqual({ raise: 'run', answer: 'wait', view: 'wait', export: 'wait' });
  });

  it('refuses whoever would wait behind too many', () => {
    const waiting = { raise: 0, answer: BOUNDS.answer.waiting, view: BOUNDS.view.waiting, export: BOUNDS.export.waiting };
    expect(verdicts(load({ running: allRunning, waiting }))).toEqual({ raise: 'run', answer: 'refuse', view: 'refuse', export: 'refuse' });
  });

  it('begins nothing of a lane while a more important one waits', () => {
    expect(verdicts(load({ waiting: { ...none, answer: 1 } }))).toEqual({ raise: 'run', answer: 'wait', view: 'refuse', export: 'refuse' });
    expect(verdicts(load({ waiting: { ...none, view: 1 } }))).toEqual({ raise: 'run', answer: 'run', view: 'wait', export: 'refuse' });
    expect(mayBegin('export', load({ waiting: { ...none, view: 1, export: 1 } }))).toBe(false);
  });

  it.each([
    ['connections', (strain: number) => ({ poolWaiting: [0, 24, 100, 1_500][strain]! })],
    ['a slow process', (strain: number) => ({ lagMs: [0, 150, 300, 4_000][strain]! })],
  ])('sends the least important away first when %s run short', (_what, at) => {
    const refused = [0, 1, 2, 3].map((strain) => {
      expect(strainOf({ poolWaiting: 0, lagMs: 0, ...at(strain) })).toBe(strain);
      return DOOR_LANES.filter((lane) => admission(lane, load(at(strain))) === 'refuse');
    });
    expect(refused).toEqual([[], ['export'], ['view', 'export'], ['answer', 'view', 'export']]);
  });

  it('makes room: the more answers run the fewer views may, and few while a level is raised, but never none', () => {
    const places = (running: Partial<Load['running']>): number => placesOf('view', { running: { ...none, ...running } });
    expect([places({}), places({ answer: 9 }), places({ answer: 15 }), places({ answer: 400 }), places({ raise: 1 })]).toEqual([8, 5, 3, 2, 2]);
    expect(placesOf('answer', { running: { ...none, raise: 5 } })).toBe(BOUNDS.answer.running);
  });

  it('takes what reads for a view and what changes something for an answer, unless the route says otherwise', () => {
    expect([laneOf('GET', undefined), laneOf('HEAD', undefined), laneOf('POST', undefined), laneOf('DELETE', undefined)]).toEqual(['view', 'view', 'answer', 'answer']);
    expect([laneOf('GET', 'raise'), laneOf('POST', 'export'), laneOf('GET', 'free')]).toEqual(['raise', 'export', 'free']);
  });
});
