/* What the module offers to TypeScript. All arguments are numbers: addresses in bytes, sizes and strides in floats. */
export { multiply, workspaceBytes } from './gemm'
export { clearUpper, factorLeaf, leafRows, mirrorLower } from './triangular'
export { dotTopK, topK } from './top-k'
