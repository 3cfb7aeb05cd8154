import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { openInThread } from '#plan';
import { Handles, Store, type Actor } from '#platform';
import { NoHoursInFile, ReadingsHaveFaults, TooManyHoursInFile } from '../air-quality.refusals.js';
import { judgeReadings } from '../reading.js';
import { ADVICE, HEADS, readingsOf, type SheetFault } from '../reading-sheet.js';
import { Readings, type KeptReadings } from '../readings.js';

/** A month of three stations; a longer file is divided. */
const MOST_ROWS = 2_500;
const MOST_FAULTS = 500;

export interface JudgedReadings extends KeptReadings {
  readonly rows: number;
  /** False: only looked at. */
  readonly kept: boolean;
  readonly faults: readonly (Omit<SheetFault, 'line'> & { readonly sheet: string | null; readonly row: number })[];
}

/** 用表格导入小时值 (.xlsx, .csv): looked at, or kept whole or not at all. */
export class ImportReadingsFile extends Command<JudgedReadings> {
  constructor(
    readonly actor: Actor,
    readonly file: { readonly name: string; readonly bytes: Uint8Array },
    readonly keep: boolean,
  ) {
    super();
  }
}

@Handles(ImportReadingsFile)
export class ImportReadingsFileHandler implements ICommandHandler<ImportReadingsFile> {
  constructor(
    private readonly store: Store,
    private readonly readings: Readings,
  ) {}

  async execute({ actor: { jurisdictionId }, file, keep }: ImportReadingsFile): Promise<JudgedReadings> {
    const opened = await openInThread(file);
    const { rows, readings: sent, faults: unreadable } = readingsOf(opened);
    if (rows === 0) throw new NoHoursInFile();
    if (rows > MOST_ROWS) throw new TooManyHoursInFile(MOST_ROWS);
    return this.store.whole(async (now) => {
      const stations = await this.readings.stations(jurisdictionId);
      const judged = judgeReadings(sent.map(({ reading }) => reading), { stations, now });
      const doubtful = judged.faults.map(({ at, field, kind }): SheetFault => ({ line: sent[at]!.line, head: HEADS[field], advice: ADVICE[kind] }));
      const faults = [...unreadable, ...doubtful].sort((a, b) => a.line - b.line);
      if (keep && faults.length > 0) throw new ReadingsHaveFaults(new Set(faults.map(({ line }) => line)).size);
      const counts = keep ? await this.readings.keep(jurisdictionId, judged.readings) : await this.counted(judged.readings);
      const placed = faults.slice(0, MOST_FAULTS).map(({ line, head, advice }) => ({ head, advice, sheet: opened.places[line - 1]?.sheet ?? null, row: opened.places[line - 1]?.row ?? line }));
      return { rows, ...counts, kept: keep, faults: placed };
    });
  }

  private async counted(readings: Parameters<Readings['compare']>[0]): Promise<KeptReadings> {
    const { fresh, corrected, same } = await this.readings.compare(readings);
    return { fresh: fresh.length, corrected: corrected.length, same };
  }
}
