import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Handles, Part, Parts, Text, TextList, type Actor } from '#platform';
import { DeadlineTerms } from '../file/deadline-terms.js';
import { MeasureEditor } from '../measure-editor.js';
import { CASCADE_MARKS, PHASES, type CascadeMark } from '../plan.js';
import type { Phase } from '../reading/draft.js';

export class NewRoleUnits {
  @TextList({ optional: true, max: 200, about: 'Units by name or id' }) units?: string[];
  @TextList({ optional: true, max: 50, about: 'Groups by name or id' }) groups?: string[];
}

/** What is absent stays as it is. */
export class MeasureEdit {
  @Text({ max: 40, about: 'The mark of the measure that was looked at; refused when it says something else by now' }) mark!: string;
  @Text({ optional: true, max: 200 }) title?: string;
  @Text({ optional: true, max: 10_000 }) requirement?: string;
  @Choice(PHASES, { optional: true, name: 'PlanPhase' }) phase?: Phase;
  @Part(() => DeadlineTerms, { optional: true, about: 'With the words it is written in as text; a text that cannot be read whole becomes a question' }) deadline?: DeadlineTerms;
  @Parts(() => DeadlineTerms, { optional: true, max: 50, about: 'Further times' }) otherDeadlines?: DeadlineTerms[];
  @Part(() => NewRoleUnits, { optional: true, about: 'A role that is given is written whole' }) lead?: NewRoleUnits;
  @Part(() => NewRoleUnits, { optional: true }) responsible?: NewRoleUnits;
  @Part(() => NewRoleUnits, { optional: true }) support?: NewRoleUnits;
  @TextList({ optional: true, max: 30, each: 300, about: 'In whose case it does not apply' }) exemptions?: string[];
  @Choice([...CASCADE_MARKS, 'none'], { optional: true }) cascade?: CascadeMark | 'none';
}

/** Writes fields of one measure of a draft anew. */
export class EditMeasure extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
    readonly no: string,
    readonly input: MeasureEdit,
  ) {
    super();
  }
}

@Handles(EditMeasure)
export class EditMeasureHandler implements ICommandHandler<EditMeasure> {
  constructor(private readonly editor: MeasureEditor) {}

  execute({ actor, planId, no, input }: EditMeasure): Promise<void> {
    return this.editor.write(actor, planId, no, input);
  }
}
