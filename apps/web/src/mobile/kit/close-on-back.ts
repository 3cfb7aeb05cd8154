import { me } from '@/core/session';
import { onBeforeRouteLeave } from 'vue-router';

/** The phone's back key closes what lies on top of a page; the page stays. Whoever was signed out meanwhile may leave. */
export function closeOnBack(close: () => void): void {
  onBeforeRouteLeave(() => {
    if (!me.value) return true;
    close();
    return false;
  });
}
