/** Who acts: a person with a session, seen from inside a command. What the roles mean is the business of the contexts. */
export interface Actor {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly roles: readonly string[];
}

/** Whose eyes a journal entry is for; a client receives what shares a word with its own list. */
export const forCommand = 'command';
export const forEveryone = 'everyone';
export const forUnit = (unitId: string): string => `unit:${unitId}`;
export const forRole = (role: string): string => `role:${role}`;
