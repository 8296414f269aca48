import { defineCommand } from 'citty'
import type { ExportFormatName, ExportResult } from '../data/index.ts'
import { counted, whole } from '../words.ts'
import { dataFlags, dataFrom } from './_data.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker export`: a data set in a format that others read. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Write a data set for other tools, with checksums, licence and a Croissant card',
  },
  args: {
    ...dataFlags,
    format: {
      type: 'enum',
      options: ['recbole', 'csv', 'jsonl', 'parquet', 'gorse', 'metarank'] satisfies ExportFormatName[],
      required: true,
      description: 'which files are written',
    },
    out: {
      type: 'string',
      required: true,
      valueHint: 'FOLDER',
      description: 'where to; it must be empty, or hold an export, which is replaced',
    },
    name: { type: 'string', valueHint: 'NAME', description: 'what the data set is called in the files' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { exportDataset } = await import('../data/index.ts')
    const data = await dataFrom(args)
    terminal.note(`licence of the data: ${data.licence}`)
    const { format, out: folder, name } = args
    const result = await exportDataset(data, { format, folder, ...(name ? { name } : {}) })
    terminal.print(args.json ? JSON.stringify(result, null, 2) : resultText(result))
  },
})

function resultText({ name, format, folder, files, notes }: ExportResult): string {
  const width = Math.max(...files.map(({ path }) => path.length))
  return [
    `${name} as ${format} in ${folder}, with manifest.json and croissant.json:`,
    ...files.map(({ path, rows, bytes }) => `  ${path.padEnd(width)}  ${counted(rows, 'row')}, ${size(bytes)}`),
    ...notes.map((note) => `note: ${note}`),
  ].join('\n')
}

const size = (bytes: number): string => (bytes < 1e5 ? `${whole(bytes)} bytes` : `${(bytes / 1e6).toFixed(1)} MB`)
