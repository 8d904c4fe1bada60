import { Badge } from '@mantine/core';
import type { StudyState } from '../api/types.ts';

const LOOK: Record<StudyState, readonly [color: string, text: string]> = {
  received: ['gray.7', 'Received'],
  processing: ['blue.8', 'Processing'],
  needs_review: ['orange.9', 'Needs review'],
  preliminary: ['teal.9', 'Preliminary'],
  final: ['green.9', 'Final'],
  amended: ['violet.8', 'Amended'],
  failed: ['red.9', 'Failed'],
  rejected: ['dark.4', 'Rejected'],
};

export function StateBadge({ state }: { state: StudyState }) {
  const [color, text] = LOOK[state];
  return (
    <Badge color={color} data-state={state}>
      {text}
    </Badge>
  );
}
