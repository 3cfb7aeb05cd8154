/**
 * GB/T 22239-2019, 8.1.4.1 身份鉴别 asks for passwords of some complexity, for limits on failed sign-ins and for sessions
 * that end by themselves. It gives no figures: these are ours, and this is the only place where they stand.
 */
export const PASSWORD = { shortest: 10, longest: 128, kinds: 3, enoughWithoutKinds: 16, differentCharacters: 5 } as const;

/** `failures` without a pause of `pauseMinutes` between them lock the account; `answers` wrong ones more and it falls silent. */
export const LOCKOUT = { failures: 5, pauseMinutes: 15, lockMinutes: 30, answers: 5 } as const;

/** A session ends `idleMinutes` after its last use and `absoluteHours` after its beginning; use is noted every `seenMinutes`. One that only looks at the wall stands for `wallDays`, used or not. */
export const SESSION = { idleMinutes: 60, absoluteHours: 12, seenMinutes: 1, wallDays: 30 } as const;

export const INVITATION = { hours: 24 } as const;
