package io.muster.finding;

import io.muster.inventory.kind.Described;

/** Why a finding was resolved. */
@Described("Why a finding was resolved.")
public enum FindingResolution {
    @Described("The rule passes on the resource now.")
    FIXED,
    @Described("The rule does not speak of the resource any more, for example of an instance that was terminated.")
    NOT_APPLICABLE,
    @Described("A complete listing no longer holds the resource.")
    RESOURCE_GONE,
    @Described("Muster has no such rule any more.")
    RULE_WITHDRAWN
}
