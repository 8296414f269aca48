import { defineCommand } from 'citty'
import { terminal } from './_terminal.ts'

/** `tastemaker report FOLDER`: one self-contained page with tables and pictures, written into the run folder. */
export const report = defineCommand({
  meta: { name: 'report', description: 'Make a page with tables and pictures from a run folder' },
  args: {
    folder: { type: 'positional', required: true, description: 'a folder that simulate wrote', valueHint: 'FOLDER' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { writeReport } = await import('../report/index.ts')
    const path = await writeReport(args.folder)
    terminal.print(args.json ? JSON.stringify({ report: path }) : `report: ${path}`)
  },
})
