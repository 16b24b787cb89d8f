import type { EntryChange, RegisterEntry } from '../core/registers.ts';

/** A status that means that the licence is no more, in the languages of the registers that give one. */
const ENDED =
  /\b(?:withdrawn|revoked|cancel+ed|expired|lapsed|terminated|surrendered|ceased|closed|deregistered|former|inactive|not registered)\b|erloschen|widerrufen|失効|取消|廃止|말소|註銷|注销|iptal/i;

/** Whether an entry is listed with a licence that has ended: an end date, or a status that says so. */
export function isEnded({ values }: RegisterEntry): boolean {
  return values.withdrawnOn !== undefined || (values.status ?? []).some(status => ENDED.test(status));
}

/** Whether a change is the end of a licence. */
export function newlyEnded({ before, after }: EntryChange): boolean {
  return isEnded(after) && !isEnded(before);
}
