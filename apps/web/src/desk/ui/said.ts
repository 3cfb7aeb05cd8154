import { ElMessage } from 'element-plus/es/components/message/index';
import 'element-plus/es/components/message/style/css';

/** A short word that something was done. Refusals are never said this way: they stay where they can be read. */
export const said = (text: string): void => void ElMessage({ message: text, type: 'success', duration: 4_000, grouping: true });
