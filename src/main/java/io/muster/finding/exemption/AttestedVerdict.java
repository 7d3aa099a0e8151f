package io.muster.finding.exemption;

import io.muster.inventory.kind.Described;

/** The verdict of a person who checked a resource by hand. */
@Described("The verdict of a person who checked a resource by hand.")
public enum AttestedVerdict {
    @Described("The resource is as it should be: the finding is suppressed.")
    PASS,
    @Described("The resource is not as it should be. The finding stays open, unless something else suppresses it.")
    FAIL,
    @Described("The rule should not speak of the resource: the finding is suppressed.")
    NOT_APPLICABLE
}
