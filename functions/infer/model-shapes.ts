import type { ModelName, Tensors } from './runtime.ts';
import { CONTEXT_LENGTH } from './signal/context-row.ts';
import { WINDOW_SAMPLES } from './signal/network-window.ts';

/** A tensor as the Open Inference Protocol's metadata lists it; −1 is the batch. */
export interface TensorShape {
  readonly name: string;
  readonly datatype: 'FP32';
  readonly shape: readonly number[];
}

const LEADS_BY_TIME = [-1, 12, WINDOW_SAMPLES];

/** Inputs and outputs of each model, as models/<name>/config.pbtxt has them. */
export function modelShapes(model: ModelName, statements: number): { inputs: TensorShape[]; outputs: TensorShape[] } {
  const signal = [fp32('signal', LEADS_BY_TIME), fp32('mask', LEADS_BY_TIME)];
  if (model === 'restore') {
    return { inputs: signal, outputs: [fp32('anomaly', LEADS_BY_TIME), fp32('score', [-1, 1])] };
  }
  return {
    inputs: [...signal, fp32('context', [-1, CONTEXT_LENGTH])],
    outputs: [fp32('probabilities', [-1, statements]), fp32('abnormal', [-1, 1])],
  };
}

/** Whether the tensors are exactly the model's inputs, of one batch of at least one row. */
export function fitsInputs(tensors: Tensors, inputs: readonly TensorShape[]): boolean {
  const rows = tensors['signal']?.shape[0] ?? 0;
  return (
    rows > 0 &&
    Object.keys(tensors).length === inputs.length &&
    inputs.every(({ name, shape }) => {
      const given = tensors[name]?.shape;
      return given?.length === shape.length && given.every((n, axis) => n === (axis === 0 ? rows : shape[axis]));
    })
  );
}

function fp32(name: string, shape: readonly number[]): TensorShape {
  return { name, datatype: 'FP32', shape };
}
