package io.muster.scan;

import io.muster.estate.privilege.Certainty;
import io.muster.inventory.kind.Described;

/** Whether a role may do something. */
@Described("Whether a role may do something.")
public enum PermissionVerdict {
    @Described("It may, for certain.")
    YES,
    @Described("It certainly may not.")
    NO,
    @Described("It depends on an unknown fact.")
    UNKNOWN;

    public static PermissionVerdict of(Certainty certainty) {
        return switch (certainty) {
            case YES -> YES;
            case NO -> NO;
            case POSSIBLE -> UNKNOWN;
        };
    }
}
