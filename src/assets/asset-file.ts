/** One file as it is kept: its name inside the asset's folder and what it must hash to. */
export interface AssetFile {
  /** A base name, such as `u.data`. */
  readonly path: string
  /** SHA-256 in lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes?: number
}
