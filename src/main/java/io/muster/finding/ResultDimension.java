package io.muster.finding;

import io.muster.inventory.kind.Described;

/** A dimension by which results are counted. */
@Described("The dimensions by which results are counted.")
public enum ResultDimension {
    @Described("The rule.")
    RULE(FindingDimension.RULE),
    @Described("The area of inspection of the rule.")
    AREA(FindingDimension.AREA),
    @Described("The account of the resource.")
    ACCOUNT(FindingDimension.ACCOUNT),
    @Described("The region of the resource, or global.")
    REGION(FindingDimension.REGION),
    @Described("The kind of the resource.")
    KIND(FindingDimension.KIND);

    private final FindingDimension counted;

    ResultDimension(FindingDimension counted) {
        this.counted = counted;
    }

    FindingDimension counted() {
        return counted;
    }
}
