// Reads a graph file with the readers of Gephi Lite and prints what they see as JSON: node read.mjs FILE
import fs from "node:fs";
import { MultiUndirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const path = process.argv[2];
const parse = (path.endsWith(".gexf") ? gexf : graphml).parse;
const graph = parse(MultiUndirectedGraph, fs.readFileSync(path, "utf8"));

console.log(
  JSON.stringify({
    nodes: graph.mapNodes((id, attributes) => ({ id, ...attributes })),
    edges: graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes })),
  }),
);
