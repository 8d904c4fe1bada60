import { Table, Text } from '@mantine/core';
import type { Measurement } from '../api/types.ts';

const SOURCES = ['printed', 'recorded', 'computed', 'edited'] as const;

/** Global values by source, side by side: they check each other. */
export function MeasurementsTable({ measurements }: { measurements: readonly Measurement[] }) {
  const global = measurements.filter((each) => !each.lead);
  const names = [...new Set(global.map((each) => each.name))];
  const sources = SOURCES.filter((source) => global.some((each) => each.source === source && each.value !== null));
  if (names.length === 0) return <Text c="dimmed">Nothing measured yet.</Text>;
  const leadRows = leadMatrix(measurements);
  return (
    <>
      <Table verticalSpacing={4} maw={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Measurement</Table.Th>
            {sources.map((source) => (
              <Table.Th key={source} tt="capitalize">
                {source}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name} data-measurement={name}>
              <Table.Td>{name}</Table.Td>
              {sources.map((source) => (
                <Table.Td key={source}>
                  {valueText(global.find((each) => each.name === name && each.source === source))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {leadRows.names.length > 0 && (
        <Table verticalSpacing={4} mt="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Lead</Table.Th>
              {leadRows.names.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {leadRows.leads.map((lead) => (
              <Table.Tr key={lead}>
                <Table.Td>{lead}</Table.Td>
                {leadRows.names.map((name) => (
                  <Table.Td key={name}>
                    {valueText(measurements.find((each) => each.lead === lead && each.name === name))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

function leadMatrix(measurements: readonly Measurement[]) {
  const ofLeads = measurements.filter((each) => each.lead);
  return {
    names: [...new Set(ofLeads.map((each) => each.name))],
    leads: [...new Set(ofLeads.map((each) => each.lead))],
  };
}

function valueText(measurement: Measurement | undefined): string {
  if (measurement === undefined || measurement.value === null) return '–';
  const digits = measurement.unit === 'mV' ? 2 : 0;
  return `${measurement.value.toFixed(digits)} ${measurement.unit}`;
}
