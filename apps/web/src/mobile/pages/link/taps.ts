import { acknowledgeByLink, ask, Problem, type LinkView } from '@/core/api';
import { shallowReactive } from 'vue';
import { patience } from '../../kit/outgoing';
import { forgetStored, keepStored, recallStored, storedUnder } from '../../kit/storage';
import { isTransient } from '../../offline/transient';

/** 签收 that was tapped on the page of a link, and has no receipt yet. Nobody is signed in there, so it stands beside the outbox, which belongs to an account. */
export interface Tap {
  /** The same at each attempt: sent twice it counts once. */
  readonly key: string;
  /** ISO 8601, by the phone's clock. */
  readonly at: string;
  /** What the page showed, for opening it again without signal. */
  readonly link: LinkView;
}

const PLACE = 'link-tap.';
const AGAIN_MS = 15_000;
/** A button does not turn longer than this; the tap goes on by itself. */
const PATIENCE_MS = 10_000;
/** Where the page of a link keeps that it was this phone. */
export const keyPlace = (token: string): string => `link.${token}`;
export const taps = shallowReactive(new Map<string, Tap>(storedUnder(PLACE).map((name) => [name.slice(PLACE.length), recallStored<Tap>(name)!])));
/** What the server answered to a tap, whoever was on the page by then: it counts more than what the link shows afterwards. */
export const received = shallowReactive(new Map<string, LinkView>());
let heard: (link: LinkView | null) => void = () => undefined;
/** Who is told when one was settled while nobody stood waiting for it; null: the server did not take it. */
export const onTap = (hear: typeof heard): void => void (heard = hear);

/** False when this phone keeps nothing. */
export function keepTap(token: string, tap: Tap): boolean {
  if (!keepStored(PLACE + token, tap)) return false;
  taps.set(token, tap);
  plan();
  return true;
}

function forgetTap(token: string): void {
  forgetStored(PLACE + token);
  taps.delete(token);
}

/** Once more, or for the first time. What may be tried again stays; anything else settles it. */
export async function sendTap(token: string, key: string): Promise<LinkView> {
  try {
    const link = await ask(acknowledgeByLink({ path: { token }, body: { clientKey: key }, signal: patience(PATIENCE_MS) }));
    received.set(token, link);
    forgetTap(token);
    return link;
  } catch (error) {
    const problem = Problem.of(error, undefined);
    if (!mayWait(problem)) forgetTap(token);
    // Somebody else was faster: what this phone sent had no effect.
    if (problem.code === 'link.used') forgetStored(keyPlace(token));
    throw problem;
  }
}

/** Without a network, or where the server has no room just now. */
export const mayWait = (problem: Problem): boolean => isTransient(problem) && problem.code !== 'link.too-many-tries';

let isSending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** All that wait, from whichever page is open. */
export async function flushTaps(): Promise<void> {
  if (isSending) return;
  isSending = true;
  for (const [token, { key }] of [...taps]) {
    await sendTap(token, key).then(heard, (problem: Problem) => !mayWait(problem) && heard(null));
  }
  isSending = false;
  plan();
}

function plan(): void {
  clearTimeout(timer);
  if (taps.size > 0) timer = setTimeout(() => void flushTaps(), AGAIN_MS);
}

window.addEventListener('online', () => void flushTaps());
document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && flushTaps()));
