import '@mantine/charts/styles.css';
import { AreaChart, BarChart } from '@mantine/charts';
import type { RemediationWeek, TrendDay } from '@plimsoll/contract';
import { calendarDate, calendarDay, number } from '../../ui/format.ts';
import { SEVERITY_WORD } from '../../ui/severities.ts';
import { bandsOf } from './trend-shape.ts';

// A chunk of its own: it is larger than the page, and the page does not wait for it. What a chart says is said in words beside it.

const AXIS = {
  gridColor: 'var(--line)',
  textColor: 'var(--muted)',
  accessibilityLayer: false,
  tickLine: 'none',
  strokeDasharray: '0',
} as const;

/** Days stacked by severity, placed by their date: a gap is a gap. */
export function TrendChart({ days }: { days: readonly TrendDay[] }) {
  const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);
  return (
    <AreaChart
      {...AXIS}
      h={150}
      type="stacked"
      curveType="linear"
      withDots={false}
      fillOpacity={1}
      strokeWidth={0}
      dataKey="time"
      data={days.map((day) => ({ ...day, time: Date.parse(day.day) }))}
      series={bandsOf(days).map((severity) => ({ name: severity, label: SEVERITY_WORD[severity], color: `var(--sev-${severity})` }))}
      valueFormatter={number}
      xAxisProps={{
        type: 'number',
        domain: ['dataMin', 'dataMax'],
        tickFormatter: (time: number) => calendarDay(dayAt(time)),
        minTickGap: 40,
      }}
      yAxisProps={{ width: 44, tickCount: 4, allowDecimals: false }}
      // Asked without a day too, before the pointer stands on one.
      tooltipProps={{ labelFormatter: (time) => (typeof time === 'number' ? calendarDate(dayAt(time)) : '') }}
    />
  );
}

/** A bar a week, its number on it. */
export function WeekChart({ weeks }: { weeks: readonly RemediationWeek[] }) {
  return (
    <BarChart
      {...AXIS}
      h={160}
      gridAxis="none"
      withYAxis={false}
      withTooltip={false}
      withBarValueLabel
      maxBarWidth={48}
      barLabelColor="var(--text)"
      dataKey="name"
      data={weeks.map(({ week, risk }) => ({ name: calendarDay(week), risk }))}
      series={[{ name: 'risk', label: 'Risk removed', color: 'var(--accent)' }]}
      valueFormatter={(risk) => number(Math.round(risk))}
      xAxisProps={{ interval: 'equidistantPreserveStart' }}
      barChartProps={{ margin: { top: 18 } }}
    />
  );
}
