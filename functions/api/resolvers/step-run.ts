import type { StepRunResolvers } from '../generated/resolvers.ts';
import { storedProblem } from './problem.ts';

export const stepRun: StepRunResolvers = {
  problem: ({ problem }) => storedProblem(problem),
};
