package io.muster.estate;

import jakarta.annotation.Nullable;

/** The states of EC2 Fleets and Spot Fleet requests, as AWS names them. */
public final class FleetState {

    private FleetState() {}

    /** Whether such a fleet may launch instances; also true in an unknown state. Instances of an ended fleet may still run. */
    public static boolean launches(@Nullable String state) {
        return state == null
                || !(state.startsWith("deleted") || state.startsWith("cancelled") || state.equals("failed"));
    }
}
