import { ref, type Ref } from 'vue';
import { locate, PlaceUnknown, type NoPlace, type Place } from './place';

/** 定位 by a button: whether the phone is looking for its place, and why it did not find it. */
export function useLocating(place: Ref<Place | null>): { looking: Ref<boolean>; why: Ref<NoPlace | null>; look(): Promise<void> } {
  const looking = ref(false);
  const why = ref<NoPlace | null>(null);
  async function look(): Promise<void> {
    looking.value = true;
    why.value = null;
    try {
      place.value = await locate();
    } catch (error) {
      why.value = error instanceof PlaceUnknown ? error.why : 'unavailable';
    } finally {
      looking.value = false;
    }
  }
  return { looking, why, look };
}
