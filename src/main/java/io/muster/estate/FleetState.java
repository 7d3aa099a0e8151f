package io.muster.estate;

import jakarta.annotation.Nullable;

/** The states of EC2 Fleets and Spot Fleet requests, as AWS names them. */
public final class FleetState {

    private FleetState() {}

    /** Whether such a fleet may launch instances; one in a state that is not told may. Instances of a fleet that is over may still run. */
    public static boolean launches(@Nullable String state) {
        return state == null
                || !(state.startsWith("deleted") || state.startsWith("cancelled") || state.equals("failed"));
    }
}
