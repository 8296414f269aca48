/* What the module offers to TypeScript. All arguments are numbers: addresses in bytes, sizes and strides in floats. */
export { products } from './dots'
export { multiply, workspaceBytes } from './gemm'
export { bestOfMany, lengths, sketchBytes, sketchRows } from './sketch'
export { layGram, solveBytes, solveRows, systemBytes } from './least-squares'
export { clearUpper, factorLeaf, leafRows, mirrorLower } from './triangular'
export { dotTopK, topK } from './top-k'
