import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { ChangeUnit, PlanShifts, RegisterPerson, RegisterUnit, WorkbookImported } from '#directory';
import { DocumentRefused, markedInThread, openInThread, type OpenedDocument } from '#plan';
import { Database, Handles, Store, type Actor } from '#platform';
import { RosterHasFaults } from '../duty.refusals.js';
import { judgeRoster, keyOf, type Roster, type RosterFault, type RosterLine } from '../roster/judge-roster.js';
import type { KnownUnit } from '../roster/known-unit.js';
import { rowsOf } from '../roster/tables.js';

const MOST_ROWS = 5_000;
const MOST_SHIFTS = 400;
const MOST_FAULTS = 500;
const LONG_SECONDS = 60;

/** Where it stands in the workbook. */
interface Place {
  readonly sheet: string | null;
  readonly row: number;
}

export interface JudgedRoster {
  readonly rows: number;
  readonly units: number;
  readonly people: number;
  readonly shifts: number;
  /** Units whose row says something else than the directory. */
  readonly changed: number;
  /** Rows whose unit or person stands in the directory already, as the row says. */
  readonly known: number;
  /** Kept in the directory. */
  readonly kept: boolean;
  readonly faults: readonly (RosterFault & Place)[];
  /** What every row without a fault would do, in the order of the workbook. */
  readonly lines: readonly (Omit<RosterLine, 'line'> & Place)[];
}

/** 批量导入单位、人员、排班: looked at, or kept whole or not at all. */
export class ImportRoster extends Command<JudgedRoster> {
  constructor(
    readonly actor: Actor,
    readonly file: { readonly name: string; readonly bytes: Uint8Array },
    readonly keep: boolean,
  ) {
    super();
  }
}

/** 批注退回: the workbook with every fault at its cell. */
export class AnnotateRoster extends Command<Uint8Array> {
  constructor(
    readonly actor: Actor,
    readonly file: { readonly name: string; readonly bytes: Uint8Array },
  ) {
    super();
  }
}

@Handles(ImportRoster)
export class ImportRosterHandler implements ICommandHandler<ImportRoster> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  async execute({ actor, file, keep }: ImportRoster): Promise<JudgedRoster> {
    const opened = await openInThread(file);
    return this.store.whole(async () => {
      const directory = await directoryOf(this.database, actor.jurisdictionId);
      const { roster, rows } = judged(opened, directory);
      if (keep && roster.faults.length > 0) throw new RosterHasFaults(roster.faults.length);
      if (keep) await this.keep(actor, roster, directory);
      const placed = <Line extends { readonly line: number }>(line: Line): Line & Place => ({ ...line, sheet: opened.places[line.line - 1]?.sheet ?? null, row: opened.places[line.line - 1]?.row ?? line.line });
      const { units, people, shifts, changed, lines, faults } = roster;
      const known = lines.filter(({ change }) => change === 'unchanged').length;
      return { rows, units: units.length, people: people.length, shifts: shifts.length, changed: changed.length, known, kept: keep, faults: faults.slice(0, MOST_FAULTS).map(placed), lines: lines.map(placed) };
    }, { statementSeconds: LONG_SECONDS });
  }

  private async keep(actor: Actor, { units, people, shifts, changed }: Roster, directory: Directory): Promise<void> {
    // A unit may lie in one that the same workbook adds, on whatever row it stands.
    for (let left = [...units]; left.length > 0; ) {
      const ready = left.filter(({ parent }) => parent === null || directory.units.has(parent));
      if (ready.length === 0) throw new RosterHasFaults(left.length);
      for (const { parent, attributes, ...unit } of ready) directory.units.set(unit.name, (await this.commands.execute(new RegisterUnit(actor, { ...unit, attributes: [...attributes], parentId: parent ? directory.units.get(parent)! : null }))).id);
      left = left.filter((unit) => !ready.includes(unit));
    }
    for (const { id, changes: { parent, ...changes } } of changed) {
      await this.commands.execute(new ChangeUnit(actor, id, { ...changes, ...(parent ? { parentId: directory.units.get(parent)! } : {}) }));
    }
    for (const { unit, name, title, isHead } of people) {
      const input = { unitId: directory.units.get(unit)!, name, isHead, ...(title ? { title } : {}) };
      directory.people.set(keyOf(unit, name), (await this.commands.execute(new RegisterPerson(actor, input))).id);
    }
    for (const unit of new Set(shifts.map((shift) => shift.unit))) {
      const own = shifts.filter((shift) => shift.unit === unit);
      const input = own.map(({ person, from, to }) => ({ personId: directory.people.get(keyOf(unit, person))!, fromAt: from.toISOString(), toAt: to.toISOString() }));
      for (let at = 0; at < input.length; at += MOST_SHIFTS) await this.commands.execute(new PlanShifts(actor, directory.units.get(unit)!, { shifts: input.slice(at, at + MOST_SHIFTS) }));
    }
    await this.store.append(new WorkbookImported(actor.jurisdictionId, units.length, people.length, shifts.length, changed.length));
  }
}

@Handles(AnnotateRoster)
export class AnnotateRosterHandler implements ICommandHandler<AnnotateRoster> {
  constructor(private readonly database: Database) {}

  async execute({ actor, file }: AnnotateRoster): Promise<Uint8Array> {
    const opened = await openInThread(file);
    const { roster } = judged(opened, await directoryOf(this.database, actor.jurisdictionId));
    const notes = roster.faults.map(({ line, column, head, advice }) => ({ sheet: opened.places[line - 1]?.sheet, row: opened.places[line - 1]?.row ?? 0, column, text: `${head}：${advice}` }));
    return markedInThread(file, notes);
  }
}

interface Directory {
  readonly known: ReadonlyMap<string, KnownUnit>;
  readonly units: Map<string, string>;
  readonly people: Map<string, string>;
}

const UNITS = `
  SELECT unit.unit_id AS id, unit.name, unit.short_name AS "shortName", unit.kind, own.attributes, above.name AS parent, place.longitude, place.latitude
    FROM directory_face_units($1) unit
    JOIN directory_face_attributes($1) own USING (unit_id)
    LEFT JOIN directory_face_units($1) above ON above.unit_id = unit.parent_id
    LEFT JOIN directory_face_places($1) place ON place.unit_id = unit.unit_id`;

async function directoryOf(database: Database, jurisdictionId: string): Promise<Directory> {
  const units = await database.query<KnownUnit>(UNITS, [jurisdictionId]);
  const people = await database.query<{ id: string; unit: string; name: string }>(
    'SELECT person.person_id AS id, unit.name AS unit, person.name FROM directory_face_people($1) person JOIN directory_face_units($1) unit USING (unit_id) ORDER BY person.person_id DESC',
    [jurisdictionId],
  );
  return { known: new Map(units.map((unit) => [unit.name, unit])), units: new Map(units.map(({ id, name }) => [name, id])), people: new Map(people.map(({ id, unit, name }) => [keyOf(unit, name), id])) };
}

function judged(opened: OpenedDocument, { known, people }: Directory): { roster: Roster; rows: number } {
  const rows = rowsOf(opened);
  if (opened.kind !== 'workbook') throw new DocumentRefused('plan.document-no-workbook');
  if (rows.length === 0) throw new DocumentRefused('plan.document-empty');
  if (rows.length > MOST_ROWS) throw new DocumentRefused('plan.document-too-long');
  return { rows: rows.length, roster: judgeRoster(rows, { units: known, people: new Set(people.keys()) }) };
}
