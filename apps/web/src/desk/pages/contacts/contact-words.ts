import type { ContactChannel, ContactState, ContactView } from '../../../core/api';
import { shortTime } from '../../../core/time';
import type { Mark } from '../../../core/ui/marks';
import { useI18n } from 'vue-i18n';

export const CONTACT_CHANNELS: readonly ContactChannel[] = ['mobile', 'email', 'landline', 'wecom', 'dingtalk', 'feishu', 'webhook'];
export const CONTACT_STATES: readonly ContactState[] = ['verified', 'unverified', 'ended'];
export const CONTACT_MARK: Record<ContactState, Mark> = { verified: 'good', unverified: 'idle', ended: 'off' };

/** 138 0013 8000: read aloud in this way, and compared in this way. */
export const spacedAddress = ({ channel, address }: Pick<ContactView, 'channel' | 'address'>): string =>
  channel === 'mobile' ? address.replace(/^(.{3})(.{4})(.{4})$/, '$1 $2 $3') : address;

export function useContactWords() {
  const { t } = useI18n();
  const ownerOf = (contact: ContactView): string => contact.personName ?? t('desk.contact.unitItself');
  /** 11-22 21:40，核实码 */
  const proofOf = (contact: ContactView): string =>
    [shortTime(contact.verifiedAt), contact.verifiedHow ? t(`desk.contact.how.${contact.verifiedHow}`) : ''].filter(Boolean).join(t('word.comma'));
  return { ownerOf, proofOf };
}
