import { Count, Instant, Part, Parts, Text, TextList } from '#platform';

export class ProgressTotals {
  @Count() checklists!: number;
  @Count() sent!: number;
  @Count() delivered!: number;
  @Count() read!: number;
  @Count() acknowledged!: number;
  @Count({ about: 'Checklists with lines to answer; the others lead or support' }) answering!: number;
  @Count({ about: 'Of these, every line answered' }) completed!: number;
  @Count() stoodDown!: number;
  @Count() excused!: number;
  @Count({ about: 'Lines to be answered' }) items!: number;
  @Count() answered!: number;
  @Count() accepted!: number;
  @Count({ about: 'Answered, waiting for review' }) toReview!: number;
  @Count() returned!: number;
  @Count({ about: 'Answered with: cannot' }) cannot!: number;
  @Count({ about: 'Checklists not acknowledged in time' }) acknowledgeOverdue!: number;
  @Count({ about: 'Checklists with a line not answered in time' }) confirmOverdue!: number;
  @Count() standDownOverdue!: number;
  @Count({ about: 'Checklists behind each filter of the board' }) unacknowledged!: number;
  @Count() unanswered!: number;
  @Count({ about: 'Late by any clock' }) overdue!: number;
  @Count() notStoodDown!: number;
  @Count() done!: number;
  @Instant({ nullable: true, about: 'The next time limit of a silent unit, by clock' }) nextAcknowledgeBy!: Date | null;
  @Instant({ nullable: true }) nextConfirmBy!: Date | null;
  @Instant({ nullable: true }) nextStandDownBy!: Date | null;
}

export class MeasureProgress {
  @Text() measureNo!: string;
  @Text() title!: string;
  @TextList() leads!: string[];
  @Count() units!: number;
  @Count() items!: number;
  @Count() open!: number;
  @Count() returned!: number;
  @Count() done!: number;
  @Count() partly!: number;
  @Count() cannot!: number;
  @Count() notApplicable!: number;
  @Count() accepted!: number;
}

/** How far a response has got. Every number is the number of rows behind it, at one moment. */
export class Progress {
  @Part(() => ProgressTotals) totals!: ProgressTotals;
  @Parts(() => MeasureProgress) measures!: MeasureProgress[];
  @Instant({ about: 'A large response is counted every few seconds, not for each reader' }) countedAt!: Date;
}
