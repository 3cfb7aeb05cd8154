import { useI18n } from 'vue-i18n';
import { spanOf } from '../../offline/sites-near';

export function useDistance(): (metres: number) => string {
  const { t } = useI18n();
  return (metres) => {
    const { words, n } = spanOf(metres);
    return t(`phone.site.${words}`, { n });
  };
}
