/** The three clocks of a checklist: 签收, 落实反馈 (per measure), 解除反馈. */
export const CLOCKS = ['acknowledge', 'confirm', 'stand_down'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** Whom silence reaches, rung by rung: 值班人员 → 单位负责人 → 牵头单位 → 总指挥. */
export const RINGS = ['duty', 'head', 'lead', 'commander'] as const;
export type Ring = (typeof RINGS)[number];

/** One fired step for one addressee: what is said to him, about one checklist or many. */
export interface Saying {
  readonly responseId: string;
  readonly jurisdictionId: string;
  readonly exercise: boolean;
  readonly clock: ClockName;
  readonly step: number;
  readonly ring: Ring;
  readonly unitId: string;
  readonly personId: string;
  /** A number of its own for each time something is said: a clock repeats itself with other checklists. */
  readonly round: number;
  /** How many it is about. */
  readonly checklists: number;
  readonly first: string;
  readonly measures: readonly string[];
}

/** A saying of one block, with what is common to all who hear of this step beside one another; null where each hears of himself. */
export interface Rung extends Saying {
  readonly total: number | null;
  readonly sample: readonly string[] | null;
}
