package io.muster.rest.export;

import io.muster.platform.CallerId;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Slots;
import io.muster.rest.HttpConfig;
import jakarta.inject.Singleton;

/** The exports that are under way at this replica: as many as there may be streams. */
@Singleton
class OpenExports {

    private final Slots<CallerId> open = new Slots<>();
    private final HttpConfig limits;

    OpenExports(HttpConfig limits) {
        this.limits = limits;
    }

    /** @throws MusterException where there are as many as there may be, of the caller or of all */
    void take(CallerId caller) {
        if (open.take(caller, limits.maxStreamsPerCaller(), limits.maxStreams()) != Slots.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS, "There are too many exports under way: end one, or try later");
        }
    }

    void giveBack(CallerId caller) {
        open.giveBack(caller);
    }
}
