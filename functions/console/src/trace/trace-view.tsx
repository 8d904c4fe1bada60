import { Group, SegmentedControl, Slider, Stack, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AnomalyMap, Finding, Waveform } from '../api/types.ts';
import { AnomalyHeat } from './anomaly-heat.tsx';
import { arrangeLeads, rateHz } from './arrange-leads.ts';
import { PaperGrid } from './paper-grid.tsx';
import { tracePath } from './trace-path.ts';

const ROW_MM = 30;

/** The leads on millimetre paper: at zoom 1 a millimetre on the sheet is a CSS millimetre. */
export function TraceView({
  waveform,
  anomaly,
  beats,
}: {
  waveform: Waveform;
  anomaly: AnomalyMap | null;
  beats: readonly Finding[];
}) {
  const [speed, setSpeed] = useState('25');
  const [gain, setGain] = useState('10');
  const [zoom, setZoom] = useState(1);
  const [heat, setHeat] = useState(true);
  const mmPerS = Number(speed);
  const mmPerMv = Number(gain);
  const sheet = useMemo(() => arrangeLeads(waveform, mmPerS, ROW_MM), [waveform, mmPerS]);

  return (
    <Stack gap="xs">
      <Group gap="md">
        <SegmentedControl
          aria-label="Paper speed in mm/s"
          size="xs"
          data={['12.5', '25', '50']}
          value={speed}
          onChange={setSpeed}
        />
        <Text size="xs">mm/s</Text>
        <SegmentedControl
          aria-label="Gain in mm/mV"
          size="xs"
          data={['2.5', '5', '10', '20']}
          value={gain}
          onChange={setGain}
        />
        <Text size="xs">mm/mV</Text>
        <Slider
          aria-label="Zoom"
          w={140}
          min={0.5}
          max={3}
          step={0.1}
          value={zoom}
          onChange={setZoom}
          label={(value) => `${value.toFixed(1)}×`}
          thumbLabel="Zoom"
        />
        {anomaly !== null && (
          <Switch
            size="sm"
            label="Anomaly map"
            checked={heat}
            onChange={(event) => setHeat(event.currentTarget.checked)}
          />
        )}
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="ecg-paper" aria-label="ECG trace" tabIndex={0}>
        <svg
          role="img"
          aria-label={`Twelve-lead trace at ${speed} mm/s and ${gain} mm/mV`}
          viewBox={`0 0 ${sheet.widthMm} ${sheet.heightMm}`}
          width={`${sheet.widthMm * zoom}mm`}
          height={`${sheet.heightMm * zoom}mm`}
        >
          <PaperGrid widthMm={sheet.widthMm} heightMm={sheet.heightMm} />
          {heat && anomaly !== null && <AnomalyHeat sheet={sheet} anomaly={anomaly} mmPerS={mmPerS} rowMm={ROW_MM} />}
          {sheet.leads.map(({ trace, xMm, baselineMm }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a lead can stand twice (block and rhythm strip), and the order never changes
            <g key={index}>
              <text className="ecg-lead-name" x={xMm + 1} y={baselineMm - ROW_MM / 2 + 6}>
                {trace.lead}
              </text>
              <path
                className="ecg-trace"
                d={tracePath(trace.mv, { xMm, baselineMm, mmPerSample: mmPerS / rateHz(trace), mmPerMv })}
              />
            </g>
          ))}
          {sheet.leads.length > 0 && <Pulses sheet={sheet} mmPerMv={mmPerMv} />}
          <BeatMarks sheet={sheet} beats={beats} mmPerS={mmPerS} />
          <text className="ecg-caption" x={10} y={sheet.heightMm - 3}>
            {speed} mm/s · {gain} mm/mV · shown at {(zoom * 100).toFixed(0)} %
          </text>
        </svg>
      </section>
    </Stack>
  );
}

function Pulses({ sheet, mmPerMv }: { sheet: ReturnType<typeof arrangeLeads>; mmPerMv: number }) {
  const baselines = [...new Set(sheet.leads.map((lead) => lead.baselineMm))];
  return baselines.map((y) => <path key={y} className="ecg-pulse" d={`M10 ${y}h1.5v${-mmPerMv}h5v${mmPerMv}h1.5`} />);
}

/** Marks beats that are not normal below the lowest row that shows them. */
function BeatMarks({
  sheet,
  beats,
  mmPerS,
}: {
  sheet: ReturnType<typeof arrangeLeads>;
  beats: readonly Finding[];
  mmPerS: number;
}) {
  return beats.flatMap((beat) =>
    beat.spans.flatMap((span) => {
      const atS = (span.fromS + span.toS) / 2;
      const row = sheet.leads.findLast(({ trace }) => atS >= trace.startS && atS <= trace.startS + trace.durationS);
      if (row === undefined) return [];
      return (
        <text
          key={`${beat.id}-${span.fromS}`}
          className="ecg-beat"
          x={row.xMm + (atS - row.trace.startS) * mmPerS}
          y={row.baselineMm + ROW_MM / 2 - 2}
          textAnchor="middle"
        >
          {beat.code}
        </text>
      );
    }),
  );
}
