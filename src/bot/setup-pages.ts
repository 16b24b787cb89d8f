import { formatCustomId } from '../core/custom-id.ts';
import { LOCALE_NAMES, LOCALES } from '../core/locale.ts';
import { SUBSCRIPTION_MODES } from '../core/ports.ts';
import type { Call } from './command.ts';
import { POSTABLE_TYPES } from './places.ts';
import { button, channelSelect, type Reply, row, select } from './reply.ts';
import { jurisdictionOptions, topicOptions } from './setup-choices.ts';
import type { SetupState } from './setup-state.ts';
import { clockTime } from './subscription-text.ts';
import { COMMON_ZONES } from './time-zones.ts';

/** Key of the custom ids that come back to /setup. */
export const SETUP_KEY = 'setup';

const id = (action: string, key: string) => formatCustomId(SETUP_KEY, action, key);

/** Where, and what to follow. */
export function wherePage({ t }: Call, key: string, state: SetupState): Reply {
  const jurisdictions = jurisdictionOptions({ t });
  const topics = topicOptions();
  return {
    content: t('setup.step1'),
    components: [
      row(channelSelect(id('channel', key), POSTABLE_TYPES, t('setup.channel'), state.place?.id ?? null)),
      row(
        select(id('jurisdictions', key), jurisdictions, {
          placeholder: t('setup.jurisdictions'),
          chosen: state.jurisdictions,
          min: 0,
          max: jurisdictions.length,
        }),
      ),
      row(
        select(id('topics', key), topics, {
          placeholder: t('setup.topics'),
          chosen: state.topics,
          min: 0,
          max: topics.length,
        }),
      ),
      row(button(id('when', key), t('words.next'), 'primary'), button(id('cancel', key), t('words.cancel'))),
    ],
  };
}

/** When, and in which language. */
export function whenPage({ t }: Call, key: string, state: SetupState): Reply {
  const zones = [...new Set([state.zone, ...COMMON_ZONES])].slice(0, 25);
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clockTime(hour) }));
  return {
    content: t('setup.step2'),
    components: [
      row(
        select(
          id('mode', key),
          SUBSCRIPTION_MODES.map(mode => ({ value: mode, label: t(`mode.${mode}`) })),
          { placeholder: t('setup.mode'), chosen: [state.mode] },
        ),
      ),
      row(select(id('hour', key), hours, { placeholder: t('setup.hour'), chosen: [String(state.hour)] })),
      row(
        select(
          id('zone', key),
          zones.map(zone => ({ value: zone, label: zone })),
          { placeholder: t('setup.zone'), chosen: [state.zone] },
        ),
      ),
      row(
        select(
          id('language', key),
          LOCALES.map(locale => ({ value: locale, label: LOCALE_NAMES[locale] })),
          { placeholder: t('setup.language'), chosen: [state.language] },
        ),
      ),
      row(
        button(id('where', key), t('words.back')),
        button(id('preview', key), t('setup.preview'), 'primary'),
        button(id('otherzone', key), t('setup.other-zone')),
        button(id('cancel', key), t('words.cancel')),
      ),
    ],
  };
}

/** What the newest post would look like, to be confirmed. */
export function previewPage({ t }: Call, key: string, summary: string, post: Reply | undefined): Reply {
  return {
    content: t('setup.step3', { summary }),
    embeds: post?.embeds ?? [],
    components: [
      row(
        button(id('confirm', key), t('setup.confirm'), 'success'),
        button(id('when', key), t('words.back')),
        button(id('cancel', key), t('words.cancel')),
      ),
    ],
  };
}
