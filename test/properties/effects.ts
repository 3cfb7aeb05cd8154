import type { ResponseLevel } from '#plan';
import type { ChecklistsModel } from './checklists-model.js';
import { LEVELS } from './plan-shape.js';

export type Effect = 'start' | 'tighten' | 'relax' | 'stop' | 'continue';
export type Effects = Map<string, Record<Effect, number>>;

/** What a change of level does to each unit, counted as the preview counts it: lines to answer for, from the rosters of both levels alone. */
export function effectsOf(checklists: ChecklistsModel, from: ResponseLevel, to: ResponseLevel): Effects {
  const [before, after] = [checklists.wanted(from), checklists.wanted(to)];
  const successor: Effect = LEVELS.indexOf(to) < LEVELS.indexOf(from) ? 'relax' : 'tighten';
  const effects: Effects = new Map();
  for (const unit of new Set([...before.keys(), ...after.keys()])) {
    const [held, wanted] = [before, after].map((roster) => [...(roster.get(unit) ?? [])].flatMap(([line, role]) => (role === 'responsible' ? [line] : []))) as [number[], number[]];
    const slots = (lines: readonly number[]): Set<string> => new Set(lines.flatMap((line) => slotOf(checklists, line) ?? []));
    const [started, stopped] = [wanted.filter((line) => !held.includes(line)), held.filter((line) => !wanted.includes(line))];
    const succeeds = started.filter((line) => slots(stopped).has(slotOf(checklists, line) ?? '')).length;
    const givesWay = stopped.filter((line) => slots(started).has(slotOf(checklists, line) ?? '')).length;
    const counts = { start: started.length - succeeds, tighten: 0, relax: 0, stop: stopped.length - givesWay, continue: wanted.length - started.length };
    effects.set(unit, { ...counts, [successor]: succeeds });
  }
  return effects;
}

function slotOf(checklists: ChecklistsModel, line: number): string | null {
  const { slot, measure } = checklists.line(line);
  return slot && `${measure} ${slot}`;
}
