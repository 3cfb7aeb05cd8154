import fc from 'fast-check';
import { Refusal } from '#platform';
import { RESPONSE_LEVELS } from '#plan';
import { acknowledge, excuse, read, standDown, type Checklist } from '../../libs/checklist/src/checklist.js';
import { answer, ANSWERS, ITEM_ROLES, ITEM_STATES, review, type ItemState } from '../../libs/checklist/src/item.js';
import { assign, close as closeProblem, PROBLEM_STATES, recheck, rectify, reopen, type Problem } from '../../libs/inspection/src/problem.js';
import { changeLevel, close, lift, resume, RESPONSE_STATES, suspend, type Response } from '../../libs/response/src/response.js';
import { approve, mayFollow, MESSAGE_KINDS, MESSAGE_STATES, sendBack, submit, withdraw, type Message } from '../../libs/warning/src/message.js';
import { after, WARNING_STATES, type WarningState } from '../../libs/warning/src/warning.js';
import { WARNING_LEVELS } from '../../libs/warning/src/level.js';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { holds } from './settings.js';

const noon = new Date('2026-11-23T12:00:00+08:00');
const time = fc.integer({ min: 0, max: 600 }).map((minutes) => new Date(noon.getTime() + minutes * 60_000));

/** The state after an act; null when the act is refused. Any other error is a bug and thrown. */
function tried<State>(act: () => State): State | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** A decision on something in any state, by anybody: what it leads to. */
interface Machine {
  readonly name: string;
  readonly states: readonly string[];
  /** The states in which an act may leave something that is in `from`. */
  readonly leadsTo: fc.Arbitrary<(from: string) => string | null>;
}

const person = fc.constantFrom('wang', 'li', 'zhao');
const message = fc.record({ kind: fc.constantFrom(...MESSAGE_KINDS), draftedBy: person, by: person, previewHash: fc.constantFrom(null, 'abc'), act: fc.constantFrom('submit', 'approve', 'return', 'withdraw') });
const MESSAGE: Machine = {
  name: 'warning-message',
  states: MESSAGE_STATES,
  leadsTo: message.map(({ kind, draftedBy, by, previewHash, act }) => (from) => {
    const level = ['issue', 'raise', 'lower'].includes(kind) ? ('orange' as const) : null;
    const blank = { id: 'm', submittedAt: null, decidedBy: null, decidedAt: noon, returnReason: null, previewHash: null, telephoneAt: null, telephoneRecordedBy: null, countersignedAt: null };
    const row: Message = { ...blank, kind, level, draftedBy, state: from as Message['state'] };
    const acts = { submit: () => submit(row, noon), approve: () => approve(row, { approverId: by, previewHash, telephone: null }, noon), return: () => sendBack(row, by, '有误', noon), withdraw: () => withdraw(row) };
    return tried(acts[act as keyof typeof acts])?.state ?? null;
  }),
};
const WARNING: Machine = {
  name: 'warning',
  states: WARNING_STATES,
  leadsTo: fc.tuple(fc.constantFrom(...MESSAGE_KINDS), fc.constantFrom(...WARNING_LEVELS), fc.constantFrom(...WARNING_LEVELS)).map(([kind, level, to]) => (from) => {
    const changes = ['issue', 'raise', 'lower'].includes(kind);
    const now = { state: from as WarningState, level: from === 'drafted' ? null : level };
    return tried(() => (mayFollow(kind, now.state, now.level, changes ? to : null), after(now, { kind, level: changes ? to : null })))?.state ?? null;
  }),
};
const RESPONSE: Machine = {
  name: 'response',
  states: RESPONSE_STATES,
  leadsTo: fc.tuple(fc.constantFrom('suspend', 'resume', 'lift', 'close', 'change'), fc.constantFrom(...RESPONSE_LEVELS), fc.boolean()).map(([act, level, revoked]) => (from) => {
    const row = { id: 'r', state: from, level: 'II', revision: 1, suspendedAt: noon } as unknown as Response;
    const acts = { suspend: () => suspend(row, noon), resume: () => resume(row, noon), lift: () => lift(row, revoked, noon), close: () => close(row, noon), change: () => changeLevel(row, 'red', level, '') };
    return tried(acts[act as keyof typeof acts])?.next.state ?? null;
  }),
};
const PROBLEM: Machine = {
  name: 'problem',
  states: PROBLEM_STATES,
  leadsTo: fc.tuple(fc.constantFrom('assign', 'rectify', 'recheck', 'close', 'reopen'), person, person, fc.boolean()).map(([act, by, earlier, inOrder]) => (from) => {
    const row: Problem = { state: from as Problem['state'], assignedUnitId: null, rectifyBy: null, loggedBy: earlier, rectifiedBy: earlier, recheckedBy: null, closedBy: null };
    const acts = { assign: () => assign(row, '7', noon), rectify: () => rectify(row, by, '已停产'), recheck: () => recheck(row, by, inOrder, '看过'), close: () => closeProblem(row, by), reopen: () => reopen(row, '反弹') };
    return tried(acts[act as keyof typeof acts])?.state ?? null;
  }),
};

describe('no sequence of decisions leaves the table of its state machine', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it.each([MESSAGE, WARNING, RESPONSE, PROBLEM])('$name: what is decided stands in platform_transition, and every row of it can be decided', async ({ name, states, leadsTo }) => {
    const rows = await database.query<{ step: string }>(`SELECT from_state || ' → ' || to_state AS step FROM platform_transition WHERE machine = $1`, [name]);
    const table = new Set(rows.map(({ step }) => step));
    const taken = new Set<string>();
    await holds(
      fc.property(fc.constantFrom(...states), fc.array(leadsTo, { minLength: 1, maxLength: 12 }), (first, acts) => {
        let state = first;
        for (const act of acts) {
          const next = act(state);
          if (next === null || next === state) continue;
          taken.add(`${state} → ${next}`);
          expect([...table]).toContain(`${state} → ${next}`);
          state = next;
        }
      }),
      2_000,
      { interruptAfterTimeLimit: undefined },
    );
    // `withdrawn` follows a withdrawn first message, not a signed one: the handler's step, told in the model of one night.
    expect([...table].filter((step) => !taken.has(step))).toEqual(name === 'warning' ? ['drafted → withdrawn'] : []);
  });

  it('item: whatever is decided, the table’s own guard lets pass; what no decision leads to, it stops', async () => {
    await database.query(`INSERT INTO checklist_item (checklist_id, line_id, role, state) SELECT 1, 1, 'responsible', 'open'`);
    const guard = async (from: ItemState, to: ItemState): Promise<boolean> => {
      await database.query(`SET session_replication_role = replica; UPDATE checklist_item SET state = '${from}'; SET session_replication_role = origin`);
      return database.query(`UPDATE checklist_item SET state = '${to}'`).then(() => true, () => false);
    };
    const given = { note: '因', count: 1, untilAt: new Date(noon.getTime() + 1), hasLocation: true, document: '文', photos: 1, isOvertaken: false };
    for (const from of ITEM_STATES) {
      const decided = new Set<ItemState>([...ANSWERS, 'accepted' as const, 'returned' as const].filter((to) => {
        const act = to === 'accepted' || to === 'returned' ? () => review({ state: from, lifted: false }, to, '因') : () => answer({ state: from, role: 'responsible', evidence: [] }, { ...given, answer: to }, noon);
        return tried(act) !== null;
      }));
      for (const to of ITEM_STATES) {
        if (to === from) continue;
        // A change of level or the lifting withdraws from any state, and may open what was withdrawn.
        const bySets = to === 'withdrawn' || from === 'withdrawn';
        expect(`${from} → ${to}: ${await guard(from, to)}`).toBe(`${from} → ${to}: ${bySets || decided.has(to)}`);
      }
    }
    expect(ITEM_ROLES.filter((role) => role !== 'responsible' && tried(() => answer({ state: 'open', role, evidence: [] }, { ...given, answer: 'done' }, noon)) !== null)).toEqual([]);
  });
});

describe('the facts of a checklist', () => {
  const blank: Checklist = { id: '1', jurisdictionId: 'j', responseId: 'r', unitId: '7', revision: 1, sentAt: noon, deliveredAt: null, readAt: null, acknowledgedAt: null, standDownBy: null, stoodDownAt: null, excusedAt: null, ringAt: noon, version: 1 };
  const FACTS = ['deliveredAt', 'readAt', 'acknowledgedAt', 'stoodDownAt', 'excusedAt'] as const;
  const act = fc.tuple(fc.constantFrom('read', 'acknowledge', 'standDown', 'excuse', 'lifted'), time);

  it('once true stay true at their time, a later one implies the earlier, and a second time changes nothing', async () => {
    await holds(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let list = blank;
        for (const [name, at] of acts) {
          const acting = { read: () => read(list, at), acknowledge: () => acknowledge(list, at), standDown: () => standDown(list, at), excuse: () => excuse(list, '停电', at), lifted: () => ({ next: { ...list, standDownBy: list.standDownBy ?? at }, events: [] }) };
          const decision = tried(acting[name as keyof typeof acting]);
          if (!decision) continue;
          for (const fact of FACTS) if (list[fact]) expect(decision.next[fact]).toEqual(list[fact]);
          expect(decision.events.length).toBe(name !== 'lifted' && FACTS.some((fact) => decision.next[fact] !== list[fact]) ? 1 : 0);
          list = decision.next;
          if (list.readAt) expect(list.deliveredAt).not.toBeNull();
          if (list.acknowledgedAt) expect(list.readAt).not.toBeNull();
          if (list.stoodDownAt) expect([list.acknowledgedAt !== null, list.standDownBy !== null, list.ringAt]).toEqual([true, true, null]);
        }
      }),
      1_000,
    );
  });
});
