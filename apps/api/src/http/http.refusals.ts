import { Refusal, type RefusalKind } from '#platform';

export class NotSignedIn extends Refusal {
  readonly code = 'access.not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('There is no session, or it has ended. Sign in.');
  }
}

/** 大屏会话: nobody stands in front of it for most of the day, so it may look and nothing else. */
export class OnlyTheWall extends Refusal {
  readonly code = 'access.wall-only';
  readonly kind = 'forbidden';

  constructor() {
    super('This browser is signed in for the wall only. Sign out here, and in again, to do anything else.');
  }
}

/** Another site's page sent this with the visitor's cookie. */
export class CrossSite extends Refusal {
  readonly code = 'access.cross-site';
  readonly kind = 'forbidden';

  constructor() {
    super('Requests that change something are accepted only from this site.');
  }
}

export class IdempotencyKeyMissing extends Refusal {
  readonly code = 'idempotency.key-missing';
  readonly kind = 'invalid';
  override readonly faults = [{ field: 'Idempotency-Key', code: 'required', message: 'Send the header Idempotency-Key, a new UUID for each new thing.' }];

  constructor() {
    super('A request that creates something carries an Idempotency-Key, so that sending it twice creates it once.');
  }
}

/** Something the framework refused before a command was reached: an unknown route, a body that is no JSON. */
export class RequestRefused extends Refusal {
  readonly code: string;
  readonly kind: RefusalKind;

  constructor(status: number, message: string) {
    super(message);
    [this.code, this.kind] = BY_STATUS[status] ?? ['request.malformed', 'invalid'];
  }
}

/** Somebody tries links one after another. */
export class TooManyTries extends Refusal {
  readonly code = 'link.too-many-tries';
  readonly kind = 'too-many';
  override readonly facts: Record<string, unknown>;

  constructor(readonly retryAfterSeconds: number) {
    super(`Too many links were tried from here. Try again in ${retryAfterSeconds} seconds.`);
    this.facts = { minutes: Math.ceil(retryAfterSeconds / 60) };
  }
}

const BY_STATUS: Record<number, [string, RefusalKind]> = {
  404: ['request.no-such-route', 'not-found'],
  413: ['request.too-large', 'too-large'],
  415: ['request.media-type', 'invalid'],
  429: ['request.too-many', 'too-many'],
};

/** The machine, not the request, is at fault; nothing was kept. */
export class Unavailable extends Refusal {
  readonly kind = 'unavailable';

  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

export class Unexpected extends Refusal {
  readonly code = 'server.unexpected';
  readonly kind = 'unavailable';

  constructor() {
    super('Something went wrong on the server; nothing was kept. Try again, and report the instance if it repeats.');
  }
}
