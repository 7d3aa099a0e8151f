package io.muster.finding;

import io.muster.inventory.kind.Described;

/** The change of a rule that came with the opening, the change or the resolution of a finding. */
@Described("The change of a rule that came with the opening, the change or the resolution of a finding.")
public enum FindingCause {
    @Described("The rule is new: it had not judged the region, or the account as a whole, before.")
    RULE_ADDED,
    @Described("The rule has another version than at the judgement before.")
    RULE_CHANGED,
    @Described("Muster has no such rule any more.")
    RULE_WITHDRAWN
}
