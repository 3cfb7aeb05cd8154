import { BarChart, LineChart, MapChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

/** What the charts of this product need and no more; loaded when the first chart is looked at. Drawn as SVG: text stays text, sharp on every wall. */
use([BarChart, LineChart, MapChart, ScatterChart, GeoComponent, GridComponent, LabelLayout, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export { registerMap };
export { default as VChart } from 'vue-echarts';
