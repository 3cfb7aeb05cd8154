import type { Texts } from '.';
import chart from './en/chart';
import common from './en/common';
import desk from './en/desk';
import phone from './en/phone';
import problems from './en/problems';
import screen from './en/screen';

const texts: Texts = { ...common, chart, desk, phone, problems, screen };
export default texts;
