import { ActionIcon, Badge, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CORRECT_FIELD } from '../api/documents.ts';
import type { PrintedField, Study } from '../api/types.ts';
import { CorrectionForm } from './correction-form.tsx';
import { FIELD_LABELS } from './field-names.ts';
import { parseCorrection } from './parse-correction.ts';
import { valueText } from './value-text.ts';

/** What is printed, each value beside the piece of the page it was read from; any can be corrected. */
export function FieldsTable({ study, onChanged }: { study: Study; onChanged: () => void }) {
  const [editing, setEditing] = useState<string | null>(null);
  const [, correct] = useMutation(CORRECT_FIELD);

  async function save(field: PrintedField, text: string) {
    setEditing(null);
    const { data, error } = await correct({
      studyId: study.id,
      name: field.name,
      value: parseCorrection(field.name, text),
      expectedRevision: study.revision,
    });
    const answer = data?.correctField;
    if (error !== undefined || answer === undefined)
      notifications.show({ color: 'red', message: 'The correction did not reach the server.' });
    else if (answer.__typename !== 'StudyChanged')
      notifications.show({ color: 'red', title: answer.message, message: answer.hint });
    else notifications.show({ color: 'teal', message: `Corrected. Runs again: ${answer.rerun.join(', ')}.` });
    onChanged();
  }

  if (study.fields.length === 0) return <Text c="dimmed">Nothing read yet.</Text>;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          {['Field', 'Value', 'On the page', 'Confidence', ''].map((head) => (
            <Table.Th key={head}>{head}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {study.fields.map((field) => (
          <Table.Tr key={field.name} data-field={field.name}>
            <Table.Td>{FIELD_LABELS[field.name] ?? field.name}</Table.Td>
            <Table.Td>
              {editing === field.name ? (
                <CorrectionForm
                  initial={field.value === null ? '' : valueText(field.value)}
                  label={FIELD_LABELS[field.name] ?? field.name}
                  alternatives={field.alternatives}
                  onSave={(text) => save(field, text)}
                  onCancel={() => setEditing(null)}
                />
              ) : (
                <FieldState field={field} />
              )}
            </Table.Td>
            <Table.Td>
              {field.cropUrl !== null && (
                <img
                  src={field.cropUrl}
                  alt={`The page at ${FIELD_LABELS[field.name] ?? field.name}`}
                  style={{ maxHeight: 34, maxWidth: 260 }}
                />
              )}
            </Table.Td>
            <Table.Td>
              {field.source === 'edited' ? (
                <Badge color="violet.8">edited</Badge>
              ) : field.confidence === null ? (
                ''
              ) : (
                `${(field.confidence * 100).toFixed(0)} %`
              )}
            </Table.Td>
            <Table.Td>
              {field.reason !== 'hidden' && (
                <ActionIcon
                  variant="subtle"
                  aria-label={`Correct ${FIELD_LABELS[field.name] ?? field.name}`}
                  onClick={() => setEditing(field.name)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The value, or why there is none, with what it contradicts. */
function FieldState({ field }: { field: PrintedField }) {
  if (field.value !== null) return valueText(field.value);
  return (
    <Text span c="dimmed" size="sm">
      {field.reason === 'hidden' ? 'hidden for your role' : (field.reason ?? 'absent')}
      {field.contradiction !== null && `: ${field.contradiction}`}
    </Text>
  );
}
