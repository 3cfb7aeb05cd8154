import type { Texts } from '.';
import common from './en/common';
import desk from './en/desk';
import phone from './en/phone';
import problems from './en/problems';

const texts: Texts = { ...common, desk, phone, problems };
export default texts;
