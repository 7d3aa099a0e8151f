package io.muster.finding;

import io.muster.inventory.kind.Described;

/** Why a finding could not be re-checked. */
@Described("Why a finding could not be re-checked.")
public enum StaleReason {
    @Described("Something that the rule needs could not be read by the last scan; coverage says what, and why.")
    NOT_READ,
    @Described(
            "Its region is not scanned any more: it was taken off the account's regions, opted out of, or the account was"
                    + " unregistered.")
    OUT_OF_SCOPE
}
