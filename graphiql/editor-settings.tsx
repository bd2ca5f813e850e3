/** Monaco's settings that GraphiQL gives no way to set. */

import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const FONT_SIZE_PX = 13;

export function EditorSettings() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'responseEditor'));
  useEffect(() => {
    const labels = {
      queryEditor: 'Operation',
      variableEditor: 'Variables as JSON',
      responseEditor: 'Answer',
    };
    for (const [name, ariaLabel] of Object.entries(labels)) {
      editors[name as keyof typeof labels]?.updateOptions({
        fontSize: FONT_SIZE_PX,
        fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
        fixedOverflowWidgets: true,
        wordWrap: 'on',
        ariaLabel,
      });
    }
  }, [editors]);
  return null;
}
