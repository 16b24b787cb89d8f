import { Command } from 'commander';
import { toClassificationJson } from '../../core/json/classification-json.ts';
import type { CliContext } from '../context.ts';
import { explain } from '../explain.ts';
import { paint, print, printJson } from '../output.ts';
import { placeLine, placeOf } from '../story-place.ts';

/** `regbeat why`: each tag with its evidence, score and threshold. */
export function whyCommand(context: CliContext): Command {
  return new Command('why')
    .description('show where each tag of an item comes from, or why it was left out')
    .argument('<item>', 'its id, or the first characters of it')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ regbeat why 4k2m')
    .action(async (id: string, options: { json?: boolean }) => {
      const app = await context.open({ quiet: true });
      const item = await app.item(id);
      const story = await placeOf(app, item);
      if (options.json) {
        printJson(context, {
          id: item.id,
          title: item.title,
          story,
          relevanceThreshold: item.classification.relevanceThreshold,
          missing: item.classification.missing,
          nearMisses: item.classification.nearMisses,
          ...toClassificationJson(item.classification),
        });
        return;
      }
      print(
        context,
        paint(context, 'bold', item.title),
        ...explain(context, item, item.classification),
        '',
        placeLine(story),
      );
    });
}
