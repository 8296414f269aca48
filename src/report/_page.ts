import { type Html, html, trusted } from './_html.ts'
import { style } from './_style.ts'

/** A document that is not allowed to load or run anything, whatever stands in it. @example page('ml-100k', [main]).markup */
export const page = (title: string, content: readonly Html[]): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${content}</body>
</html>
`
