"""Rewrites a graph's one-dimensional convolutions as two-dimensional ones of height one: the same sums, but ONNX Runtime has its fast
blocked layout only for the latter.

    python3 two_dimensional.py ../statements/1/model.onnx

Convolutions and what stands between them (activations, sums, products, pools, upsampling, joins of channels) work on [b, c, 1, n]; everything
else gets [b, c, n] back.
"""
from __future__ import annotations

import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

PASSED_ON = {"Relu", "Sigmoid", "Tanh"}
JOINED = {"Add", "Mul"}
HEIGHT_AXIS = 2


class Rewriting:
    """One pass over the nodes in order; `twin` names the rank-4 form of a tensor, `restored` holds those that also exist in rank 3."""

    def __init__(self, graph: onnx.GraphProto):
        self.graph = graph
        self.constants = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
        self.constants |= {node.output[0]: numpy_helper.to_array(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"}
        self.nodes: list[onnx.NodeProto] = []
        self.twin: dict[str, str] = {}
        self.restored: set[str] = set()

    def axes(self) -> str:
        return self.constant("height_axis", np.array([HEIGHT_AXIS], np.int64))

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self.constants:
            self.constants[name] = value
            self.graph.initializer.append(numpy_helper.from_array(value, name))
        return name

    def widened(self, name: str) -> str:
        """The rank-4 twin of a rank-3 tensor."""
        if name not in self.twin:
            self.twin[name] = name + "_2d"
            self.nodes.append(helper.make_node("Unsqueeze", [name, self.axes()], [self.twin[name]]))
            self.restored.add(name)
        return self.twin[name]

    def narrowed(self, name: str) -> None:
        """Makes sure that the rank-3 tensor itself exists."""
        if name in self.twin and name not in self.restored:
            self.nodes.append(helper.make_node("Squeeze", [self.twin[name], self.axes()], [name]))
            self.restored.add(name)

    def replace(self, node: onnx.NodeProto, inputs: list[str], **attributes) -> None:
        self.twin[node.output[0]] = node.output[0] + "_2d"
        self.nodes.append(helper.make_node(attributes.pop("op", node.op_type), inputs, [self.twin[node.output[0]]], **attributes))

    def visit(self, node: onnx.NodeProto) -> None:
        given = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        wide = [name in self.twin for name in node.input]
        if node.op_type == "Conv" and self.constants[node.input[1]].ndim == 3:
            kernel = self.constant(node.input[1] + "_2d", self.constants[node.input[1]][:, :, None, :])
            before, after = given["pads"]
            self.replace(node, [self.widened(node.input[0]), kernel, *node.input[2:]], kernel_shape=[1, *given["kernel_shape"]],
                         strides=[1, *given["strides"]], pads=[0, before, 0, after], dilations=[1, *given["dilations"]], group=given["group"])
        elif node.op_type in PASSED_ON and all(wide) or node.op_type in JOINED and all(wide):
            self.replace(node, [self.widened(name) for name in node.input])
        elif node.op_type == "Concat" and given["axis"] == 1 and all(wide):
            self.replace(node, [self.widened(name) for name in node.input], axis=1)
        elif node.op_type == "AveragePool" and all(wide):
            before, after = given["pads"]
            self.replace(node, [self.widened(node.input[0])], kernel_shape=[1, *given["kernel_shape"]], strides=[1, *given["strides"]], pads=[0, before, 0, after])
        elif node.op_type == "ReduceMean" and wide[0] and list(given["axes"]) == [-1] and given["keepdims"] == 1:
            self.replace(node, [self.widened(node.input[0])], op="GlobalAveragePool")
        elif node.op_type == "Resize" and wide[0]:
            scales = self.constants[node.input[2]]
            twice = self.constant(node.output[0] + "_scales", np.insert(scales, HEIGHT_AXIS, 1).astype(np.float32))
            self.replace(node, [self.widened(node.input[0]), "", twice], **{key: value.decode() if isinstance(value, bytes) else value for key, value in given.items()})
        else:
            for name in node.input:
                self.narrowed(name)
            self.nodes.append(node)

    def run(self) -> None:
        for node in list(self.graph.node):
            self.visit(node)
        for output in self.graph.output:
            self.narrowed(output.name)
        used = {name for node in self.nodes for name in node.input}
        del self.graph.node[:]
        self.graph.node.extend(node for node in self.nodes if node.op_type != "Constant" or node.output[0] in used)
        kept = [value for value in self.graph.initializer if value.name in used]
        del self.graph.initializer[:]
        self.graph.initializer.extend(kept)


def rewrite(path: str) -> None:
    """Rewrites the file in place."""
    model = onnx.load(path)
    Rewriting(model.graph).run()
    onnx.checker.check_model(model)
    onnx.save(model, path)


if __name__ == "__main__":
    rewrite(sys.argv[1])
