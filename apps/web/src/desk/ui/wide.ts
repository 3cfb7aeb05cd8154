import { ref } from 'vue';

const query = matchMedia('(min-width: 901px)');

/** Whether there is room for the desk as it is meant; on less, tables scroll inside and nothing is pinned. */
export const isWide = ref(query.matches);
query.addEventListener('change', () => (isWide.value = query.matches));
